"""Photos and voice notes on two devices of one person: sealed, resumed, read, deleted, and taken along in an export."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Flask

from couplebridge.cli import main
from couplebridge.client.attachments import CHUNK_BYTES
from couplebridge.client.codes import format_code
from couplebridge.client.errors import AttachmentRefusedError, RecordMissingError, ServerUnreachableError
from couplebridge.client.export_attachments import read_attachments
from couplebridge.client.export_open import open_with_passphrase
from couplebridge.client.http import Request, Response
from couplebridge.client.phone import Phone
from tests.support.two_phones import CONCERN, PASSPHRASE, Couple, phone, sent_by
from tests.support.wsgi_transport import WsgiTransport

PHOTO = bytes(range(256)) * 1024 + b"the end"
VOICE = b"a voice that says something" * 40
CANARY = "two cups on the sill"


class GivesUp(WsgiTransport):
    """Loses every body of chunks after the first `left`."""

    left = 1_000

    def send(self, request: Request) -> Response:
        if request.method == "PUT":
            self.left -= 1
            if self.left < 0:
                raise ServerUnreachableError("no network")
        return super().send(request)


@pytest.fixture
def two(app: Flask, alone: Couple) -> tuple[Phone, Phone]:
    """alice's phone and alice's tablet."""
    tablet = phone(app, alone.clock, transport=GivesUp(app), label="tablet")
    tablet.sign_in("alice", PASSPHRASE, alone.alice.account_code)
    return alone.alice, tablet


def with_photo(device: Phone, content: bytes = PHOTO) -> tuple[str, str]:
    entry = device.journal.write(**CONCERN)
    attachment = device.attachments.keep(entry, content, kind="photo", media="image/jpeg", words=CANARY, seconds=None)
    device.attachments.send()
    device.sync()
    return entry, attachment


def test_the_other_device_reads_what_this_one_kept(two: tuple[Phone, Phone]) -> None:
    here, there = two
    entry, photo = with_photo(here)
    there.sync()
    assert [each.id for each in there.attachments.of(entry)] == [photo]
    assert there.attachments.of(entry)[0].fields["words"] == CANARY
    assert there.attachments.read(photo) == PHOTO
    assert here.attachments.read(photo) == PHOTO
    for missing in (entry, "AAAAAAAAAAAAAAAAAAAAAA"):
        with pytest.raises(RecordMissingError):
            there.attachments.read(missing)


def test_it_goes_on_where_it_was_cut_off(app: Flask, two: tuple[Phone, Phone]) -> None:
    here, there = two
    transport = sent_by(there)
    assert isinstance(transport, GivesUp)
    entry = there.journal.write(**CONCERN)
    photo = there.attachments.keep(entry, PHOTO * 5, kind="photo", media="image/jpeg", words="")
    there.sync()
    transport.left = 1
    with pytest.raises(ServerUnreachableError):
        there.attachments.send()
    here.sync()
    with pytest.raises(AttachmentRefusedError, match="has not reached the server"):
        here.attachments.read(photo)
    transport.left = 1_000
    before = len(transport.requests)
    there.attachments.send()
    sent = [each for each in transport.requests[before:] if each.method == "PUT"]
    assert sum(len(each.body) for each in sent) < (there.vault.get(photo) or {})["chunks"] * CHUNK_BYTES
    there.attachments.send()
    assert here.attachments.read(photo) == PHOTO * 5


def test_a_page_that_goes_for_good_takes_its_chunks_off_the_server(two: tuple[Phone, Phone], alone: Couple) -> None:
    here, there = two
    entry, photo = with_photo(here)
    _, kept = with_photo(here, VOICE)
    there.sync()
    here.journal.bin(entry)
    assert here.attachments.read(photo) == PHOTO
    alone.clock.days_pass(31)
    assert here.journal.purge_old() == 1
    here.sync()
    there.sync()
    there.attachments.tidy()
    assert here.session.ask("GET", "/attachments").texts("attachments") == [kept]
    here.attachments.purge(kept)
    assert here.session.ask("GET", "/attachments").texts("attachments") == []


def test_nothing_of_it_is_readable_on_the_wire_or_the_device(two: tuple[Phone, Phone]) -> None:
    here, _ = two
    with_photo(here, PHOTO)
    for place in (sent_by(here).everything_sent(), *sent_by(here).everything_received(), *here.store.everything()):
        assert PHOTO[:64] not in place
        assert CANARY.encode() not in place


def test_the_sealed_export_holds_them_and_open_writes_them_as_files(two: tuple[Phone, Phone], tmp_path: Path) -> None:
    here, _ = two
    entry, photo = with_photo(here)
    voice = here.attachments.keep(entry, VOICE, kind="voice", media="audio/webm;codecs=opus", words="")
    file, out = tmp_path / "bridge.cbx", tmp_path / "out"
    file.write_bytes(here.export())
    (tmp_path / "pass").write_text(PASSPHRASE)
    (tmp_path / "code").write_text(format_code(here.account_code))
    secrets = ["--passphrase-file", str(tmp_path / "pass"), "--code-file", str(tmp_path / "code")]
    assert main(["open", str(file), *secrets, "--out", str(out)]) == 0
    assert (out / "attachments" / f"{photo}.jpg").read_bytes() == PHOTO
    assert (out / "attachments" / f"{voice}.webm").read_bytes() == VOICE
    listed = {each["id"]: each for each in json.loads((out / "journal.json").read_text())["attachments"]}
    assert listed[photo]["file"] == f"attachments/{photo}.jpg"
    assert listed[photo]["words"] == CANARY
    assert not {"key", "sha256", "thumbnail"} & listed[photo].keys()


def test_the_text_to_read_says_what_is_on_a_photo(two: tuple[Phone, Phone]) -> None:
    here, _ = two
    entry, photo = with_photo(here)
    here.journal.write(**CONCERN)
    text = here.export_markdown(PASSPHRASE)
    assert text.count(f"On a photo: {CANARY}\n") == text.count("On a photo:") == 1
    here.vault.put({**here.attachments.of(entry)[0].fields, "removedAt": here.vault.now_iso()}, photo)
    assert "On a photo:" not in here.export_markdown(PASSPHRASE)


def test_a_photo_that_is_not_whole_in_the_export_is_left_out_and_counted(
    two: tuple[Phone, Phone], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here, _ = two
    entry, photo = with_photo(here)
    kept = here.attachments.keep(entry, VOICE, kind="voice", media="audio/mp4", words="")
    for spoil in ("missing", "changed"):
        chunks = here.store.chunks[photo]
        before = chunks[1]
        if spoil == "missing":
            del chunks[1]
        else:
            chunks[1] = before[:-1] + bytes([before[-1] ^ 1])
        opened = open_with_passphrase(here.export(), PASSPHRASE, here.account_code)
        assert dict(read_attachments(opened)) == {f"attachments/{photo}.jpg": None, f"attachments/{kept}.m4a": VOICE}
        file, out = tmp_path / f"{spoil}.cbx", tmp_path / spoil
        file.write_bytes(here.export())
        (tmp_path / "pass").write_text(PASSPHRASE)
        (tmp_path / "code").write_text(format_code(here.account_code))
        secrets = ["--passphrase-file", str(tmp_path / "pass"), "--code-file", str(tmp_path / "code")]
        assert main(["open", str(file), *secrets, "--out", str(out)]) == 0
        assert "not whole in this file: 1." in capsys.readouterr().err
        chunks[1] = before
