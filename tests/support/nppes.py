"""A small file in the true format of the NPPES table: every column, in order, and rows as odd as real ones."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

_OFFICIAL = "Authorized Official"
_OTHER = "Provider Other"


def _address(kind: str) -> list[str]:
    name = f"Business {kind} Address"
    return [
        f"Provider First Line {name}", f"Provider Second Line {name}", f"Provider {name} City Name",
        f"Provider {name} State Name", f"Provider {name} Postal Code",
        f"Provider {name} Country Code (If outside U.S.)", f"Provider {name} Telephone Number",
        f"Provider {name} Fax Number",
    ]  # fmt: skip


def header() -> list[str]:
    """The 330 names of the columns since version 2 of the file."""
    names = [
        "NPI", "Entity Type Code", "Replacement NPI", "Employer Identification Number (EIN)",
        "Provider Organization Name (Legal Business Name)", "Provider Last Name (Legal Name)", "Provider First Name",
        "Provider Middle Name", "Provider Name Prefix Text", "Provider Name Suffix Text", "Provider Credential Text",
        f"{_OTHER} Organization Name", f"{_OTHER} Organization Name Type Code", f"{_OTHER} Last Name",
        f"{_OTHER} First Name", f"{_OTHER} Middle Name", f"{_OTHER} Name Prefix Text", f"{_OTHER} Name Suffix Text",
        f"{_OTHER} Credential Text", f"{_OTHER} Last Name Type Code",
        *_address("Mailing"), *_address("Practice Location"),
        "Provider Enumeration Date", "Last Update Date", "NPI Deactivation Reason Code", "NPI Deactivation Date",
        "NPI Reactivation Date", "Provider Sex Code", f"{_OFFICIAL} Last Name", f"{_OFFICIAL} First Name",
        f"{_OFFICIAL} Middle Name", f"{_OFFICIAL} Title or Position", f"{_OFFICIAL} Telephone Number",
    ]  # fmt: skip
    for n in range(1, 16):
        names += [
            f"Healthcare Provider Taxonomy Code_{n}", f"Provider License Number_{n}",
            f"Provider License Number State Code_{n}", f"Healthcare Provider Primary Taxonomy Switch_{n}",
        ]  # fmt: skip
    for n in range(1, 51):
        other = "Other Provider Identifier"
        names += [f"{other}_{n}", f"{other} Type Code_{n}", f"{other} State_{n}", f"{other} Issuer_{n}"]
    names += ["Is Sole Proprietor", "Is Organization Subpart", "Parent Organization LBN", "Parent Organization TIN"]
    names += [f"{_OFFICIAL} {part}" for part in ("Name Prefix Text", "Name Suffix Text", "Credential Text")]
    names += [f"Healthcare Provider Taxonomy Group_{n}" for n in range(1, 16)]
    return [*names, "Certification Date"]


def npi(n: int) -> str:
    """The n-th number whose check digit fits."""
    start = f"{1_000_000_00 + n:09d}"
    doubled = [int(digit) * (2 - at % 2) for at, digit in enumerate(reversed("80840" + start))]
    return start + str(-sum(value - 9 if value > 9 else value for value in doubled) % 10)


def row(n: int, **changes: Any) -> dict[str, str]:
    """One marriage and family therapist in Springfield; `changes` by short names, or by the header's."""
    short = {
        "last": "Provider Last Name (Legal Name)", "first": "Provider First Name",
        "organisation": "Provider Organization Name (Legal Business Name)",
        "zip": "Provider Business Practice Location Address Postal Code",
        "country": "Provider Business Practice Location Address Country Code (If outside U.S.)",
        "city": "Provider Business Practice Location Address City Name", "kind": "Healthcare Provider Taxonomy Code_1",
    }  # fmt: skip
    values = {
        "NPI": npi(n), "Entity Type Code": "1", short["last"]: f"LINDE{n}", short["first"]: "ADA",
        "Provider Credential Text": "LMFT", short["zip"]: "627041234", short["city"]: "SPRINGFIELD",
        "Provider First Line Business Practice Location Address": "12 ELM ST",
        "Provider Business Practice Location Address State Name": "IL", short["country"]: "US",
        "Provider Business Practice Location Address Telephone Number": "2175550100",
        short["kind"]: "106H00000X", "Provider License Number_1": "166000001",
        "Provider License Number State Code_1": "IL",
    }  # fmt: skip
    return {**values, **{short.get(name, name): value for name, value in changes.items()}}


def table(rows: Iterable[dict[str, str]]) -> str:
    """The whole file: every value quoted, as it is published."""
    text, names = io.StringIO(newline=""), header()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(names)
    writer.writerows([each.get(name, "") for name in names] for each in rows)
    return text.getvalue()
