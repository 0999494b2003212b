"""The public file of all health care providers of the United States (NPPES), read row by row in bounded memory.

Pure. Columns are found by their header, because their number grows over the years. Nothing of the file is kept but what
a card of a therapist needs, of the kinds of providers that see couples.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from couplebridge.errors import CoupleBridgeError

# National Uniform Claim Committee, health care provider taxonomy: who may see couples
KINDS = {
    "106H00000X": "Marriage and family therapist",
    "101YM0800X": "Mental health counselor",
    "101YP2500X": "Professional counselor",
    "101YP1600X": "Pastoral counselor",
    "103TC0700X": "Clinical psychologist",
    "103TC1900X": "Counseling psychologist",
    "103TF0000X": "Family psychologist",
    "103T00000X": "Psychologist",
    "1041C0700X": "Clinical social worker",
}
TAXONOMIES = range(1, 16)
_COLUMNS = {
    "npi": "NPI",
    "entity": "Entity Type Code",
    "organisation": "Provider Organization Name (Legal Business Name)",
    "last": "Provider Last Name (Legal Name)",
    "first": "Provider First Name",
    "credential": "Provider Credential Text",
    "street": "Provider First Line Business Practice Location Address",
    "city": "Provider Business Practice Location Address City Name",
    "state": "Provider Business Practice Location Address State Name",
    "zip": "Provider Business Practice Location Address Postal Code",
    "country": "Provider Business Practice Location Address Country Code (If outside U.S.)",
    "phone": "Provider Business Practice Location Address Telephone Number",
    "deactivated": "NPI Deactivation Date",
    "reactivated": "NPI Reactivation Date",
}


class NppesFileWrongError(CoupleBridgeError):
    """It is not the file that is meant; the detail says what is missing."""


class Provider(NamedTuple):
    """The first three digits of a ZIP, the NPI, and what a card needs, as compact JSON."""

    zip3: str
    npi: int
    fields: bytes


@contextmanager
def open_file(path: Path) -> Iterator[tuple[IO[str], Callable[[], float]]]:
    """The text of a .csv, or of the table in a .zip as it is published, and how far it was read (0 to 1).

    A .zip is never unpacked to disk. Raises NppesFileWrongError.
    """
    if not path.is_file():
        raise NppesFileWrongError(f"There is no file {path}.")
    with path.open("rb") as raw:
        size = max(1, path.stat().st_size)
        if not zipfile.is_zipfile(raw):
            raw.seek(0)
            yield io.TextIOWrapper(raw, encoding="utf-8-sig", errors="replace", newline=""), lambda: raw.tell() / size
            return
        with zipfile.ZipFile(raw) as archive:
            tables = [each for each in archive.infolist() if _is_table(each.filename)]
            if not tables:
                raise NppesFileWrongError("There is no table npidata_pfile_….csv in this archive.")
            with archive.open(max(tables, key=lambda each: each.file_size)) as table:
                text = io.TextIOWrapper(table, encoding="utf-8-sig", errors="replace", newline="")
                yield text, lambda: raw.tell() / size


def _is_table(name: str) -> bool:
    return name.lower().endswith(".csv") and "header" not in name.lower()


def read_providers(text: IO[str], skipped: Counter[str]) -> Iterator[Provider]:
    """The providers that are kept; `skipped` counts the others by why. Raises NppesFileWrongError."""
    rows = csv.reader(text)
    columns = _columns(next(rows, []))
    for row in rows:
        if len(row) < columns["width"][0]:
            skipped["cut short"] += 1
            continue
        why, provider = _read(row, columns)
        if provider is None:
            skipped[why] += 1
        else:
            yield provider


def _columns(header: list[str]) -> dict[str, list[int]]:
    places = {name: at for at, name in enumerate(header)}
    wanted = {**_COLUMNS, "taxonomy 1": "Healthcare Provider Taxonomy Code_1"}
    missing = [name for name in wanted.values() if name not in places]
    if missing:
        raise NppesFileWrongError("This is not the NPPES table: it has no column " + ", ".join(missing[:3]) + ".")
    found = {short: [places[name]] for short, name in _COLUMNS.items()}
    for short, name in (
        ("taxonomies", "Healthcare Provider Taxonomy Code_{}"),
        ("licences", "Provider License Number_{}"),
        ("states", "Provider License Number State Code_{}"),
    ):
        found[short] = [places[name.format(n)] for n in TAXONOMIES if name.format(n) in places]
    found["width"] = [max(at for each in found.values() for at in each) + 1]
    return found


def _read(row: list[str], columns: dict[str, list[int]]) -> tuple[str, Provider | None]:
    said = {short: row[columns[short][0]].strip() for short in _COLUMNS}
    taxonomies = [row[at].strip() for at in columns["taxonomies"]]
    at = next((n for n, code in enumerate(taxonomies) if code in KINDS), None)
    why = _why_not(said, at)
    if why or at is None:
        return why, None
    name = " ".join(part.title() for part in (said["first"], said["last"]) if part)
    fields = {
        "npi": said["npi"],
        "name": name or said["organisation"].title(),
        "practice": said["organisation"].title() if name else "",
        "credential": said["credential"],
        "kinds": sorted({code for code in taxonomies if code in KINDS}),
        "street": said["street"].title(),
        "city": said["city"].title(),
        "state": said["state"],
        "zip": said["zip"][:5],
        "phone": said["phone"],
        "licence": _at(row, columns["licences"], at),
        "licence_state": _at(row, columns["states"], at),
    }
    return "", Provider(said["zip"][:3], int(said["npi"]), json.dumps(fields, separators=(",", ":")).encode())


def _at(row: list[str], columns: list[int], n: int) -> str:
    return row[columns[n]].strip() if n < len(columns) else ""


def _why_not(said: dict[str, str], taxonomy: int | None) -> str:
    if taxonomy is None:
        return "another kind of provider"
    if said["deactivated"] and not said["reactivated"]:
        return "not active any more"
    if said["country"] not in ("", "US") or not (said["zip"][:5].isascii() and said["zip"][:5].isdigit()):
        return "no address in the United States"
    if len(said["zip"]) < 5 or not is_npi(said["npi"]):
        return "a number that cannot be"
    return "" if said["last"] or said["organisation"] else "without a name"


def is_npi(text: str) -> bool:
    """Ten digits whose last one fits: Luhn's rule over 80840 and the number (45 CFR 162.406)."""
    if len(text) != 10 or not (text.isascii() and text.isdigit()) or text[0] not in "12":
        return False
    doubled = [int(digit) * (1 + at % 2) for at, digit in enumerate(reversed("80840" + text))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
