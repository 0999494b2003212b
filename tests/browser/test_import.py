"""A journal is brought in on one phone: our own copy, Day One's, what was not taken, a stop, and the way back."""

from __future__ import annotations

import base64
import json
import zipfile
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from couplebridge.client.codes import parse_code
from couplebridge.client.errors import AttachmentRefusedError
from couplebridge.client.phone import Phone as Reference
from tests.browser.couple import chooses, goes_to, opens_page, saved, writes
from tests.browser.pictures import SHOWN, drawn, picks
from tests.browser.server import Server
from tests.browser.support import PASSPHRASE, Account, Phone, PhoneMaker
from tests.support.jpeg import MAKER, as_taken, size_of

FILE = "Choose a file"
SPOKEN = "() => /[2-9]$/.test(document.querySelector('.recording__time span')?.textContent ?? '')"
DAY_ONE: list[dict[str, Any]] = [
    {"uuid": f"A1B2C3D4{at:08d}", "creationDate": f"2019-{at % 12 + 1:02d}-03T10:00:00Z", "text": f"old page {at}\\.",
     "tags": ["sea"], "location": {"latitude": 1}, "photos": [{"md5": "x"}] if at == 0 else []}
    for at in range(40)
]  # fmt: skip


def goes_to_import(phone: Phone) -> None:
    goes_to(phone, "Today")
    phone.press("Settings and good to know")
    phone.page.get_by_role("button", name="Bring a journal in").click()
    phone.says("Bring in")


def exported(phone: Phone, folder: Path) -> Path:
    phone.press("Settings and good to know")
    phone.page.get_by_role("button", name="Save a copy of everything").click()
    phone.page.get_by_role("radio", name="Data for programs").check()
    phone.page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    with phone.page.expect_download() as download:
        phone.press("Save the plain file")
    file = folder / "bridge.json"
    download.value.save_as(file)
    return file


def day_one(folder: Path) -> Path:
    file = folder / "day-one.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("photos/x.jpeg", b"\xff\xd8" + bytes(50_000))
        archive.writestr("Journal.json", json.dumps({"metadata": {"version": "1.0"}, "entries": DAY_ONE}))
    return file


def test_our_own_copy_comes_into_another_account_and_is_not_doubled(phone: PhoneMaker, tmp_path: Path) -> None:
    alice, other = phone(), phone()
    alice.has_account("import-alice")
    writes(alice, "the first page", What_I_long_for="canary-import")
    file = exported(alice, tmp_path)
    other.has_account("import-other")
    goes_to_import(other)
    other.page.get_by_label(FILE).set_input_files(file)
    other.page.get_by_role("heading", name="What would be added").wait_for()
    other.page.get_by_text("Settings and names").wait_for()
    other.press("Add it")
    other.page.get_by_role("heading", name="It is all here now.").wait_for()
    opens_page(other, "the first page")
    other.page.get_by_text("canary-import").wait_for()
    goes_to_import(other)
    other.page.get_by_label(FILE).set_input_files(file)
    other.page.get_by_text("All of it is here already.").wait_for()
    assert "canary-import" not in "\n".join([*other.sent, other.storage()])


def contents(phone: Phone, server: Server, account: Account, count: int) -> list[bytes]:
    """Each photo and voice note of the one page, as another client reads it; what is on its way is waited for."""
    for _ in range(60):
        client = Reference(server.url)
        client.sign_in(account.name, account.passphrase, parse_code(account.code))
        (entry,) = client.journal.entries()
        try:
            found = [client.attachments.read(each.id) for each in client.attachments.of(entry.id)]
        except AttachmentRefusedError:
            found = []
        if len(found) == count:
            return found
        phone.page.wait_for_timeout(250)
    raise AssertionError("they did not reach the server")


def test_a_photo_and_a_voice_note_come_with_their_page_into_a_new_account(
    phone: PhoneMaker, server: Server, tmp_path: Path
) -> None:
    alice, other = phone(), phone()
    alice.has_account("import-photo")
    alice.allows("microphone")
    alice.press("Write")
    chooses(alice, "A whole page")
    alice.fill("What happened?", "with a photo")
    picks(alice, drawn(alice, 640, 480))
    alice.page.get_by_label("What is on it").fill("two cups on the sill")
    alice.press("Speak")
    alice.page.wait_for_function(SPOKEN)
    alice.press("Stop and keep it")
    alice.page.get_by_label("What it says").fill("I was tired")
    saved(alice).wait_for()
    alice.press("Done")
    goes_to(alice, "Today")
    file = exported(alice, tmp_path)
    # somebody put back what a camera writes: it does not come in
    copy = json.loads(file.read_text())
    picture = as_taken(base64.b64decode(next(each["data"] for each in copy["attachments"] if each["kind"] == "photo")))
    for each in copy["attachments"]:
        each["data"] = base64.b64encode(picture).decode() if each["kind"] == "photo" else each["data"]
    broken = {**copy["attachments"][0], "id": "broken", "at": "2026-05-03T08:00:00.000Z", "data": "!"}
    file.write_text(json.dumps({**copy, "attachments": [*copy["attachments"], broken]}, indent=2))
    account = other.has_account("import-photo-other")
    goes_to_import(other)
    other.page.get_by_label(FILE).set_input_files(file)
    for words in ("2 photos", "One voice note"):
        other.page.get_by_text(words, exact=True).wait_for()
    other.press("Add it")
    other.page.get_by_role("heading", name="It is all here now.").wait_for()
    expect(other.page.get_by_text("One photo", exact=True)).to_be_visible()
    expect(other.page.locator(".not-taken", has_text="Photos and voice notes that could not be read")).to_contain_text(
        "1"
    )
    opens_page(other, "with a photo")
    other.page.get_by_text("two cups on the sill").wait_for()
    other.page.get_by_text("I was tired").wait_for()
    other.page.wait_for_function(SHOWN)
    other.press("Listen")
    other.page.wait_for_function("() => document.querySelector('audio')?.currentTime > 0.2")
    goes_to_import(other)
    file.write_text(json.dumps(copy))
    other.page.get_by_label(FILE).set_input_files(file)
    other.page.get_by_text("All of it is here already.").wait_for()
    assert "two cups" not in "\n".join([*other.sent, other.storage()])
    photo, spoken = contents(other, server, account, 2)
    assert MAKER not in photo
    assert size_of(photo) == (480, 640), "turned upright, and drawn anew, as one that is picked"
    assert spoken in [base64.b64decode(each["data"]) for each in copy["attachments"]]


def test_day_ones_archive_comes_in_with_a_report_and_goes_again_in_one_press(phone: PhoneMaker, tmp_path: Path) -> None:
    alice = phone()
    alice.has_account("import-day-one")
    writes(alice, "mine from before")
    goes_to_import(alice)
    for part in ("ERR_INTERNET_DISCONNECTED", "net::"):
        alice.expect_wrong(part)
    alice.goes_offline()
    alice.page.get_by_label(FILE).set_input_files(day_one(tmp_path))
    alice.page.get_by_text("40 pages").wait_for()
    row = alice.page.locator(".not-taken", has_text="Places")
    expect(row).to_contain_text("40")
    row.get_by_text("On 12 days").click()
    expect(row).to_contain_text("2019")
    expect(alice.page.locator(".not-taken", has_text="Pictures")).to_contain_text("On 1 day")
    alice.press("Add it")
    alice.page.get_by_role("heading", name="It is all here now.").wait_for()
    alice.press("Take it all back")
    alice.page.get_by_text("It is all taken away again.").wait_for()
    goes_to(alice, "Mine")
    expect(alice.page.get_by_role("list", name="What you wrote").get_by_role("button")).to_have_count(1)
    goes_to_import(alice)
    alice.page.get_by_label(FILE).set_input_files(day_one(tmp_path))
    alice.press("Add it")
    alice.press("Look at it")
    alice.page.get_by_label("Search in all you wrote").fill("old page 39.")
    alice.page.get_by_text("One page found").wait_for()
    alice.comes_online()


def test_a_file_that_is_no_journal_is_refused_in_a_sentence_and_nothing_changes(
    phone: PhoneMaker, tmp_path: Path
) -> None:
    alice = phone()
    alice.has_account("import-wrong")
    goes_to_import(alice)
    for name, content in (
        ("a.json", b'{"entries": [{"text": "x"}]}'),
        ("b.json", b"\xff\xfe\x00"),
        ("c.zip", b"PK\x03\x04" + bytes(80)),
    ):
        file = tmp_path / name
        file.write_bytes(content)
        alice.page.get_by_label(FILE).set_input_files(file)
        alice.page.get_by_role("alert").filter(has_text="This file could not be read.").wait_for()
        expect(alice.page.get_by_label(FILE)).to_be_enabled()
    assert alice.page.evaluate("() => globalThis.hit") is None


def test_ten_thousand_pages_come_in_with_progress_and_can_be_stopped(phone: PhoneMaker, tmp_path: Path) -> None:
    alice = phone()
    alice.has_account("import-many")
    file = tmp_path / "many.json"
    entries = [
        {"uuid": f"A1B2C3D4{at:08d}", "creationDate": f"20{at % 20:02d}-05-03T10:00:00Z", "text": f"page {at}"}
        for at in range(10_000)
    ]
    file.write_text(json.dumps({"entries": entries}))
    goes_to_import(alice)
    alice.page.get_by_label(FILE).set_input_files(file)
    alice.page.get_by_text("10,000 pages").wait_for()
    alice.press("Add it")
    alice.page.get_by_role("progressbar", name="Adding it").wait_for()
    alice.press("Stop")
    alice.page.get_by_text("Stopped. Nothing was added.").wait_for()
    alice.press("Add it")
    alice.page.get_by_role("heading", name="It is all here now.").wait_for()
    alice.press("Take it all back")
    alice.page.get_by_text("It is all taken away again.").wait_for()
    goes_to(alice, "Mine")
    alice.page.get_by_role("heading", name="This place is yours alone").wait_for()
