"""The export: a file that opens without a server and says what is missing, and texts after a fresh passphrase."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from couplebridge.cli import main
from couplebridge.client.codes import format_code
from couplebridge.client.errors import (
    ClientError,
    ExportInvalidError,
    PassphraseWrongError,
    ServerAnswerRefusedError,
)
from couplebridge.client.export_file import write_export
from couplebridge.client.export_open import open_with_passphrase, open_with_recovery
from couplebridge.client.frames import EXPORT_MAGIC, Frame, decode_frames, encode_frames
from couplebridge.client.markdown_export import to_markdown
from couplebridge.client.phone import Phone
from couplebridge.client.plain_export import to_json
from couplebridge.client.store import Store
from tests.support.two_phones import CONCERN, PASSPHRASE, Couple, phone


@pytest.fixture
def alice(paired: Couple) -> Phone:
    opened = paired.opened()
    paired.bob.bridge.say(opened, "heard", "You were afraid.")
    paired.alice.sync()
    paired.alice.bridge.say(opened, "yes")
    paired.offer(topic="money", happened="# not a heading")
    paired.alice.bridge.withdraw(paired.offer(topic="work"))
    binned = paired.write(happened="thrown away", kind="safety", tags=["old"])
    paired.alice.journal.bin(binned)
    paired.both()
    return paired.alice


def frames_of(file: bytes) -> list[Frame]:
    return decode_frames(file, EXPORT_MAGIC)


def without(file: bytes, kind: int, number: int = 0) -> bytes:
    frames = frames_of(file)
    gone = (
        [frame for frame in frames if frame.type == kind][number:]
        if kind == 20
        else [next(f for f in frames if f.type == kind)]
    )
    return encode_frames([frame for frame in frames if frame not in gone], EXPORT_MAGIC)


def test_it_opens_by_passphrase_and_code_and_holds_everything(alice: Phone) -> None:
    opened = open_with_passphrase(alice.export(), PASSPHRASE, alice.account_code)
    assert opened.missing == ""
    assert sorted(r.id for r in opened.vault.all("entry")) == sorted(r.id for r in alice.vault.all("entry"))
    assert to_json(opened.vault, opened.offers) == alice.export_json(PASSPHRASE)
    assert to_markdown(opened.vault, opened.offers) == alice.export_markdown(PASSPHRASE)


def test_the_markdown_names_topics_and_feelings_in_words(alice: Phone) -> None:
    alice.journal.write(happened="so far", topic="living-arrangements", feelings=["not-enough"])
    assert "Living apart and together · not enough" in alice.export_markdown(PASSPHRASE)


def test_the_json_holds_what_was_typed_and_not_sent_and_no_draft_that_is_empty(alice: Phone) -> None:
    for purpose, heard in (("turn:AAAA", "not sent yet"), ("turn:BBBB", None)):
        fields = {"v": 1, "type": "draft", "purpose": purpose, "at": "2026-11-23T10:00:00.000Z", "heard": heard}
        alice.vault.put_singleton(f"draft:{purpose}", fields)
    drafts = json.loads(alice.export_json(PASSPHRASE))["drafts"]
    assert [draft["heard"] for draft in drafts] == ["not sent yet"]


def test_it_opens_by_the_recovery_code_alone(alice: Phone) -> None:
    code = alice.changes.set_recovery(PASSPHRASE)
    assert open_with_recovery(alice.export(), code).missing == ""
    with pytest.raises(PassphraseWrongError):
        open_with_recovery(alice.export(), bytes(16))


def test_a_device_that_came_by_recovery_exports_what_the_recovery_code_opens(
    app: Flask, alice: Phone, paired: Couple
) -> None:
    code = alice.changes.set_recovery(PASSPHRASE)
    back = phone(app, paired.clock)
    back.account.recover("alice", code)
    back.sync()
    assert open_with_recovery(back.export(), code).missing == ""


def test_the_file_tells_nothing_without_the_keys(alice: Phone) -> None:
    file = alice.export()
    assert CONCERN["happened"].encode() not in file
    assert alice.account_code not in file
    for passphrase, code in ((PASSPHRASE, bytes(16)), ("wrong", alice.account_code)):
        with pytest.raises(PassphraseWrongError):
            open_with_passphrase(file, passphrase, code)


def test_what_is_not_on_the_server_yet_is_in_the_file_too(alice: Phone) -> None:
    changed = alice.journal.entries()[0].id
    alice.journal.edit(changed, felt="felt since then")
    alice.journal.write(happened="unsent")
    opened = open_with_passphrase(alice.export(), PASSPHRASE, alice.account_code)
    assert opened.missing == ""
    text = to_markdown(opened.vault, opened.offers)
    assert "unsent" in text
    assert "felt since then" in text
    torn = open_with_passphrase(damaged(alice.export(), 22), PASSPHRASE, alice.account_code)
    assert torn.missing == "", "the manifest does not know what the server never saw"
    assert "felt since then" not in to_markdown(torn.vault, torn.offers)
    assert torn.vault.get(changed) is not None, "the record under a damaged change stays"


def test_an_export_of_another_device_opens_by_the_recovery_code_too(app: Flask, alone: Couple, alice: Phone) -> None:
    code = alice.changes.set_recovery(PASSPHRASE)
    alice.sync()
    other = phone(app, alone.clock)
    other.sign_in("alice", PASSPHRASE, alice.account_code)
    assert open_with_recovery(other.export(), code).missing == ""
    alice.changes.remove_recovery(PASSPHRASE)
    alice.sync()
    other.sync()
    with pytest.raises(PassphraseWrongError):
        open_with_recovery(other.export(), code)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda file: without(file, 1), "1 of "),
        (lambda file: without(file, 2), "is missing, so nobody can tell"),
        (lambda file: damaged(file, 2), "is damaged, so nobody can tell"),
        (lambda file: damaged(file, 1), "not those that belong"),
    ],
)
def test_it_says_what_is_missing(alice: Phone, change, words: str) -> None:
    opened = open_with_passphrase(change(alice.export()), PASSPHRASE, alice.account_code)
    assert words in opened.missing
    assert to_markdown(opened.vault, opened.offers)


def damaged(file: bytes, kind: int) -> bytes:
    frames = frames_of(file)
    at = next(at for at, frame in enumerate(frames) if frame.type == kind)
    envelope, wrap = frames[at].parts
    frames[at] = replace(frames[at], parts=(envelope[:-1] + bytes([envelope[-1] ^ 1]), wrap))
    return encode_frames(frames, EXPORT_MAGIC)


@pytest.mark.parametrize(
    "change",
    [
        lambda file: b"",
        lambda file: file[:-1],
        lambda file: file + b"\0",
        lambda file: b"CBF" + file[3:],
        lambda file: without(file, 20),
        lambda file: without(file, 21),
        lambda file: file + encode_frames([Frame(1, bytes(16), 1, 0, (b"x",))], b""),
        lambda file: file + encode_frames([Frame(5, bytes(16), 1, 0, (b"x",))], b""),
        lambda file: file + encode_frames([Frame(20, bytes(16), 1, 0, (b"x",))], b""),
    ],
)
def test_a_file_that_is_not_whole_is_refused(alice: Phone, change) -> None:
    with pytest.raises(ExportInvalidError):
        open_with_passphrase(change(alice.export()), PASSPHRASE, alice.account_code)


def test_another_identity_in_the_file_is_refused(alice: Phone) -> None:
    frames = [
        replace(f, parts=(f.parts[0], f.parts[2], f.parts[1])) if f.type == 21 else f for f in frames_of(alice.export())
    ]
    with pytest.raises(ServerAnswerRefusedError):
        open_with_passphrase(encode_frames(frames, EXPORT_MAGIC), PASSPHRASE, alice.account_code)


def test_nobody_exports_an_empty_device(alice: Phone) -> None:
    with pytest.raises(ExportInvalidError):
        write_export(Store(), alice.manifest)


def test_the_readable_texts_hold_no_key_and_a_persons_own_signs_stay_theirs(alice: Phone) -> None:
    text, read = alice.export_markdown(PASSPHRASE), json.loads(alice.export_json(PASSPHRASE))
    assert "> # not a heading" in text
    assert "In the bin" in text
    assert "my partner (said back):\n\n> You were afraid.\n\nI (yes, that’s it)" in text
    secrets = [
        format_code(alice.account_code),
        (alice.couples.pinned() or {})["spaceKey"],
        (alice.vault.singleton("account") or {})["accountCode"],
    ]
    assert not [secret for secret in secrets if secret in text + json.dumps(read)]
    assert {offer["state"] for offer in read["offers"]} == {"opened", "offered", "ended"}
    with pytest.raises(PassphraseWrongError):
        alice.export_json("wrong")


def test_an_empty_journal_is_an_empty_text(alone: Couple) -> None:
    assert alone.alice.export_markdown(PASSPHRASE) == "# What I wrote\n"


@pytest.fixture
def files(alice: Phone, tmp_path: Path) -> dict[str, str]:
    """An export, and the secrets as a script holds them."""
    recovery = alice.changes.set_recovery(PASSPHRASE)
    texts = {"pass": PASSPHRASE + "\n", "code": format_code(alice.account_code), "recovery": format_code(recovery)}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "export.cbx").write_bytes(alice.export())
    return {path.name: str(path) for path in tmp_path.iterdir()} | {"folder": str(tmp_path)}


def opening(files: dict[str, str], *more: str, file: str = "export.cbx") -> list[str]:
    return ["open", files.get(file, file), "--passphrase-file", files["pass"], "--code-file", files["code"], *more]


def test_the_command_prints_markdown_or_json(files: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(opening(files)) == 0
    assert "# What I wrote" in capsys.readouterr().out
    assert main(opening(files, "--json")) == 0
    assert json.loads(capsys.readouterr().out)["type"] == "export"


def test_the_command_asks_at_the_terminal(
    files: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = {"Passphrase: ": PASSPHRASE, "Account code: ": Path(files["code"]).read_text()}
    monkeypatch.setattr("couplebridge.commands.open.getpass", lambda question: answers[question])
    assert main(["open", files["export.cbx"]]) == 0
    monkeypatch.setattr("couplebridge.commands.open.getpass", lambda _: Path(files["recovery"]).read_text())
    assert main(["open", files["export.cbx"], "--recovery"]) == 0
    assert main(["open", files["export.cbx"], "--recovery-file", files["recovery"]]) == 0
    assert PASSPHRASE not in capsys.readouterr().out


def test_the_command_writes_two_files_and_replaces_none(
    files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    out = Path(files["folder"]) / "out"
    assert main(opening(files, "--out", str(out))) == 0
    assert sorted(path.name for path in out.iterdir()) == ["journal.json", "journal.md"]
    assert (out / "journal.md").stat().st_mode & 0o077 == 0
    assert main(opening(files, "--out", str(out))) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_the_command_says_what_is_missing_and_ends_with_3(
    files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    short = Path(files["folder"]) / "short.cbx"
    short.write_bytes(without(Path(files["export.cbx"]).read_bytes(), 1))
    assert main(opening(files, file=str(short))) == 3
    assert "missing from this file" in capsys.readouterr().err


def test_the_command_answers_bad_input_in_a_persons_words(
    files: dict[str, str], capsys: pytest.CaptureFixture[str], alice: Phone
) -> None:
    folder = Path(files["folder"])
    (folder / "torn.cbx").write_bytes(alice.export()[:-7])
    changed = [
        replace(f, parts=(f.parts[0], f.parts[2], f.parts[1])) if f.type == 21 else f for f in frames_of(alice.export())
    ]
    (folder / "changed.cbx").write_bytes(encode_frames(changed, EXPORT_MAGIC))
    (folder / "wrong").write_text("wrong")
    wrong = {**files, "pass": str(folder / "wrong")}, {**files, "code": str(folder / "wrong")}
    cases = {
        "cannot be read": opening(files, file=str(folder / "nowhere.cbx")),
        "may be cut short": opening(files, file=str(folder / "torn.cbx")),
        "was changed": opening(files, file=str(folder / "changed.cbx")),
        "check the passphrase": opening(wrong[0]),
        "code cannot be right": opening(wrong[1]),
    }
    for words, command in cases.items():
        assert main(command) == 1
        assert words in capsys.readouterr().err


def test_every_refusal_is_one_of_the_tree(alice: Phone) -> None:
    assert issubclass(ExportInvalidError, ClientError)


def test_check_ins_are_in_both_plain_files_in_their_order(alice: Phone) -> None:
    for n, (trust, line) in enumerate(((3, "# by the lake"), (None, "")), start=1):
        fields = {"v": 1, "type": "check-in", "on": f"2026-05-0{n}", "at": f"2026-05-0{n}T10:00:00Z", "connection": 0}
        alice.vault.put({**fields, "communication": None, "conflict": None, "trust": trust, "line": line})
    text = alice.export_markdown(PASSPHRASE)
    assert "- 2026-05-01 · Connection 0 of 10, Trust and teamwork 3 of 10 · # by the lake\n- 2026-05-02 · Conn" in text
    assert [each["on"] for each in json.loads(alice.export_json(PASSPHRASE))["checkIns"]] == [
        "2026-05-01",
        "2026-05-02",
    ]


def test_moments_are_in_both_plain_files_and_what_the_two_phones_found_out_is_in_neither(alice: Phone) -> None:
    times = ["2026-12-05T18:30:00.000Z", "2026-12-06T18:30:00.000Z"]
    asks = {"times": times, "place": "the bench\n# here", "zone": "Europe/Berlin"}
    alice.parts.add("moment", {"asks:me": asks}, own=True)
    alice.parts.add("moment", {"asks:me": None, "picks:me": {"at": times[0], "place": ""}}, own=True)
    alice.parts.add("calm", {"one:me": "a-canary-point"}, own=True)
    text, data = alice.export_markdown(PASSPHRASE), alice.export_json(PASSPHRASE)
    assert f"- {times[0]}, {times[1]} · the bench # here" in text
    assert f"- {times[0]}\n" in text
    assert [each["of"] for each in json.loads(data)["path"]] == ["moment", "moment"]
    assert "a-canary-point" not in text + data
