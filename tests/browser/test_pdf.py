"""A PDF of the whole journal and of one page, made on the phone: every script in it can be read."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

from tests.browser.couple import goes_to, opens_page, writes
from tests.browser.support import PASSPHRASE, Phone, PhoneMaker

STREAM = re.compile(rb"/Length (\d+) >>\nstream\n")


def streams_of(file: Path) -> list[bytes]:
    content = file.read_bytes()
    return [zlib.decompress(content[found.end() : found.end() + int(found[1])]) for found in STREAM.finditer(content)]


def words_of(file: Path) -> str:
    shown = re.findall(rb"<([0-9a-f]*)> Tj", b"\n".join(streams_of(file)))
    return "\n".join(bytes.fromhex(line.decode()).decode("cp1252") for line in shown)


def saves_pdf(phone: Phone, file: Path) -> Path:
    phone.page.get_by_label("Passphrase", exact=True).last.fill(PASSPHRASE)
    with phone.page.expect_download() as download:
        phone.press("Save the PDF")
    download.value.save_as(file)
    return file


def test_the_whole_journal_or_one_page_becomes_a_pdf_and_other_scripts_are_drawn(
    phone: PhoneMaker, tmp_path: Path
) -> None:
    alice = phone()
    alice.has_account("pdf-alice")
    writes(alice, "Grüße from the canary-pdf page")
    opens_page(alice, "canary-pdf")
    alice.press("More")
    alice.page.get_by_role("menuitem", name="Save as PDF").click()
    one = saves_pdf(alice, tmp_path / "page.pdf")
    alice.page.get_by_text("The file is made.", exact=True).wait_for()
    assert "Grüße from the canary-pdf page" in words_of(one)
    writes(alice, "שלום עולם 😀")
    goes_to(alice, "Mine")
    alice.press("Settings and good to know")
    alice.page.get_by_role("button", name="Save a copy of everything").click()
    alice.page.get_by_role("radio", name="A document to print").check()
    both = saves_pdf(alice, tmp_path / "bridge.pdf")
    alice.page.get_by_text("drawn as pictures").wait_for()
    assert "canary-pdf" in words_of(both)
    assert "?" not in words_of(both)
    pictures = [each for each in streams_of(both) if not each.startswith((b"BT", b"q "))]
    assert len(pictures) == 1
    assert min(pictures[0]) < 100 < 200 < max(pictures[0]), "ink on paper"
    assert "canary-pdf" not in "\n".join([*alice.sent, alice.storage()])
