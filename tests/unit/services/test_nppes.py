"""The public table of providers: only who may see couples is kept, in bounded memory, whatever a row looks like."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from couplebridge.services import nppes
from tests.support.nppes import header, npi, row, table

ROOT = Path(__file__).parents[3]


def read(*rows: dict[str, str]) -> tuple[list[dict[str, Any]], Counter[str]]:
    skipped: Counter[str] = Counter()
    found = list(nppes.read_providers(io.StringIO(table(rows), newline=""), skipped))
    return [json.loads(each.fields) for each in found], skipped


def test_the_test_file_has_the_columns_of_the_true_one() -> None:
    assert len(header()) == len(set(header())) == 330


def test_a_provider_is_kept_with_what_a_card_needs_and_nothing_else() -> None:
    ((kept,), skipped) = read(row(1, **{"Authorized Official Last Name": "CANARY", "Provider Sex Code": "F"}))
    assert kept == {
        "npi": npi(1), "name": "Ada Linde1", "practice": "", "credential": "LMFT", "kinds": ["106H00000X"],
        "street": "12 Elm St", "city": "Springfield", "state": "IL", "zip": "62704", "phone": "2175550100",
        "licence": "166000001", "licence_state": "IL",
    }  # fmt: skip
    assert not skipped


def test_an_organisation_is_known_by_its_name_and_the_licence_is_that_of_the_kind() -> None:
    (one, two), _ = read(
        row(1, first="", last="", organisation="COUPLES CENTER"),
        row(
            2,
            kind="207Q00000X",
            **{"Healthcare Provider Taxonomy Code_3": "103TC0700X", "Provider License Number_3": "7"},
        ),
    )
    assert (one["name"], one["practice"]) == ("Couples Center", "")
    assert (two["kinds"], two["licence"]) == (["103TC0700X"], "7")


LEFT_OUT = {
    "another kind of provider": {"kind": "207Q00000X"},
    "not active any more": {"NPI Deactivation Date": "01/02/2020"},
    "no address in the United States": {"country": "CA"},
    "a number that cannot be": {"NPI": "1234567890"},
    "without a name": {"first": "", "last": ""},
}


@pytest.mark.parametrize(("why", "changes"), LEFT_OUT.items(), ids=list(LEFT_OUT))
def test_what_is_left_out_is_counted_by_why(why: str, changes: dict[str, str]) -> None:
    kept, skipped = read(row(1, **changes), row(2))
    assert (len(kept), skipped) == (1, Counter({why: 1}))


def test_odd_rows_are_left_out_or_kept_whole() -> None:
    kept, skipped = read(
        row(1, zip="ABCDE"),
        row(2, zip="627"),
        row(3, country=""),
        row(4, **{"NPI Deactivation Date": "01/02/2020", "NPI Reactivation Date": "01/02/2021"}),
        row(5, last='O"BRIEN, "THE\nSECOND"'),
    )
    assert [each["name"] for each in kept] == ["Ada Linde3", "Ada Linde4", 'Ada O"Brien, "The\nSecond"']
    assert skipped == Counter({"no address in the United States": 1, "a number that cannot be": 1})
    short = io.StringIO(table([row(1)]) + '"1","2"\r\n', newline="")
    counted: Counter[str] = Counter()
    assert len(list(nppes.read_providers(short, counted))) == 1
    assert counted == Counter({"cut short": 1})


def test_a_file_that_is_something_else_is_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(nppes.NppesFileWrongError, match="no column NPI"):
        list(nppes.read_providers(io.StringIO("a,b\n1,2\n"), Counter()))
    with pytest.raises(nppes.NppesFileWrongError), nppes.open_file(tmp_path / "none.csv"):
        pass
    with zipfile.ZipFile(tmp_path / "empty.zip", "w") as archive:
        archive.writestr("readme.txt", "x")
    with pytest.raises(nppes.NppesFileWrongError, match="no table"), nppes.open_file(tmp_path / "empty.zip"):
        pass


@pytest.mark.parametrize("is_zip", [False, True])
def test_the_table_and_the_archive_it_comes_in_are_read_alike(tmp_path: Path, is_zip: bool) -> None:
    path, text = tmp_path / "npidata", "\ufeff" + table([row(1), row(2)])
    if is_zip:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("npidata_pfile_fileheader.csv", "x" * 99_999)
            archive.writestr("npidata_pfile_20050523-20261108.csv", text)
    else:
        path.write_text(text, encoding="utf-8", newline="")
    with nppes.open_file(path) as (rows, share):
        assert len(list(nppes.read_providers(rows, Counter()))) == 2
        assert 0 < share() <= 1


def test_a_file_ten_times_as_long_takes_no_more_memory() -> None:
    """Measured in a process of its own: in this one, threads of other tests take memory as well."""
    command = [sys.executable, "-m", "tests.support.nppes_memory", "2000", "20000"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    short, long = (int(peak) for peak in ran.stdout.split())
    assert long < short + 1_000_000, "it holds more than a few rows"


def test_check_digits() -> None:
    assert nppes.is_npi("1234567893")
    for wrong in ("1234567890", "123456789", "3234567893", "12345678９3", "abcdefghij"):
        assert not nppes.is_npi(wrong)
