"""The readable journal, and what is said while it is made, speak the language of whoever opens the file."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from couplebridge.catalogues import translations
from couplebridge.cli import main
from couplebridge.client.codes import format_code
from couplebridge.client.export_open import open_with_passphrase
from couplebridge.client.frames import EXPORT_MAGIC, decode_frames, encode_frames
from couplebridge.client.markdown_export import to_markdown
from couplebridge.client.phone import Phone
from couplebridge.client.statements import Tier
from tests.support.pseudo import MIRRORED, make
from tests.support.two_phones import PASSPHRASE, Couple, on_sqlite

# with no letter in them, so that every letter of the journal is one of ours
ALL_PARTS = dict.fromkeys(("happened", "felt", "beneath", "longing", "part"), "1")
SAID = re.compile(r"⟦[^⟦⟧]*⟧")
TIME = "2026-12-05T18:30:00.000Z"


@pytest.fixture
def database(tmp_path: Path) -> dict[str, Any]:
    """The client is the same over every database."""
    return on_sqlite(tmp_path)


@pytest.fixture
def alice(paired: Couple) -> Phone:
    """Somebody in whose journal everything stands that can stand there."""
    alice, bob = paired.alice, paired.bob
    told = paired.opened(text="6", **ALL_PARTS, topic="money", feelings=["sad"])
    turns = ((bob, "heard", "2"), (alice, "not-quite", "5"), (bob, "heard", "3"), (alice, "yes"), (bob, "answer", "4"))
    for device, *said in turns:
        device.bridge.say(told, *said)
        paired.both()
    heard = bob.bridge.offer(bob.journal.write(**ALL_PARTS), Tier.WHOLE)
    paired.both()
    alice.bridge.accept(heard)
    paired.both()
    bob.bridge.release(heard)
    paired.both()
    for kind in ("safety", "reason", "need", "rulers"):
        alice.journal.write(**ALL_PARTS, kind=kind)
        if kind == "rulers":
            ruled = alice.journal.entries()[-1]
            alice.vault.put({**ruled.fields, "want": 7, "able": 3}, ruled.id)
    alice.journal.bin(alice.journal.write(happened="1"))
    entry = alice.journal.entries()[0].id
    alice.attachments.keep(entry, b"1", kind="photo", media="image/jpeg", words="1")
    alice.parts.add("step", {"title": "1"}, own=True)
    alice.parts.add("moment", {"asks:me": {"times": [TIME], "place": "1"}}, own=True)
    sliders = dict.fromkeys(("communication", "connection", "conflict", "trust"), 5)
    alice.vault.put({"v": 1, "type": "check-in", "on": TIME[:10], "at": TIME, **sliders, "line": "1"})
    paired.both()
    return alice


def test_every_word_of_the_journal_is_from_the_catalogues(alice: Phone, tmp_path: Path) -> None:
    language = translations(MIRRORED, make(tmp_path / "translations"))
    offers = [replace(view, together="1") for view in alice.bridge.offers()]
    left = text = to_markdown(alice.vault, offers, language).replace(TIME, "")
    assert text.count("\n# ") == 5
    while left != (left := SAID.sub("", left)):
        pass
    assert "".join(re.findall(r"\[x\]|[^\W\d_]+", left)) == "", text


@pytest.fixture
def secrets(alice: Phone, tmp_path: Path) -> list[str]:
    """An export, and how the command is told to open it."""
    texts = {"pass": PASSPHRASE, "code": format_code(alice.account_code)}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "bridge.cbx").write_bytes(alice.export())
    return [
        "open",
        str(tmp_path / "bridge.cbx"),
        *(f"--{'passphrase' if n == 'pass' else n}-file={tmp_path / n}" for n in texts),
    ]


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("de", ("# Was ich geschrieben habe", "## Was ich erzählt habe", "Geld · traurig")),
        ("es", ("# Lo que escribí", "## Lo que conté", "Dinero · triste")),
    ],
)
def test_the_command_writes_the_journal_in_the_language_of_the_terminal(
    secrets: list[str],
    language: str,
    titles: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("LANGUAGE", language)
    assert main(secrets) == 0
    text = capsys.readouterr().out
    assert [title for title in titles if title not in text] == []
    assert "What I wrote" not in text


def test_what_is_missing_is_said_in_the_language_of_the_terminal(
    secrets: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    file = tmp_path / "bridge.cbx"
    frames = decode_frames(file.read_bytes(), EXPORT_MAGIC)
    file.write_bytes(encode_frames([frame for frame in frames if frame.type != 2], EXPORT_MAGIC))
    assert main(secrets) == 3
    assert "Die Liste dessen, was in diese Datei gehört, fehlt." in capsys.readouterr().err


@pytest.mark.parametrize("lost", [1, 2])
def test_how_much_is_missing_is_counted_in_that_language(alice: Phone, lost: int) -> None:
    frames = decode_frames(alice.export(), EXPORT_MAGIC)
    gone = [frame for frame in frames if frame.type == 1][:lost]
    file = encode_frames([frame for frame in frames if frame not in gone], EXPORT_MAGIC)
    missing = open_with_passphrase(file, PASSPHRASE, alice.account_code, translations("de")).missing
    assert re.fullmatch(rf"{lost} von \d+ Datensätzen {'fehlt' if lost == 1 else 'fehlen'} in dieser Datei\.", missing)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("0" * 5, "ein Code hat 27 Zeichen"),
        ("U" * 27, "das in Codes nie vorkommt"),
        ("0" * 26 + "1", "das Prüfzeichen passt nicht"),
    ],
)
def test_why_a_code_cannot_be_right_is_said_in_the_same_language_as_the_sentence_around_it(
    secrets: list[str],
    tmp_path: Path,
    code: str,
    reason: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    (tmp_path / "code").write_text(code)
    assert main(secrets) == 1
    said = capsys.readouterr().err
    assert said.startswith("Dieser Code kann nicht stimmen: ")
    assert reason in said
