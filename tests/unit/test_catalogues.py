"""The catalogues: read from their .po files, with the forms of plurals that the browser uses too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from couplebridge import catalogues
from couplebridge.catalogues import (
    FILE,
    browser_files,
    categories,
    language_here,
    languages,
    plural_header,
    translations,
)

POLISH = """
msgid ""
msgstr ""
"Language: pl\\n"
"Plural-Forms: {header}\\n"
"Content-Type: text/plain; charset=utf-8\\n"

#: static/js/ui/x.js
msgid "Today"
msgstr "Dzisiaj"

#: static/js/ui/x.js
msgid "Yesterday"
msgstr ""

#: static/js/ui/x.js
#, fuzzy
msgid "Tomorrow"
msgstr "Wczoraj"

#: couplebridge/views/errors.py
msgid "There is nothing here."
msgstr "Nic tu nie ma."

#: static/js/ui/x.js
msgid "{{n}} day"
msgid_plural "{{n}} days"
msgstr[0] "{{n}} dzień"
msgstr[1] "{{n}} dni"
msgstr[2] "{{n}} dni"
msgstr[3] "{{n}} dnia"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    file = tmp_path / "pl" / FILE
    file.parent.mkdir(parents=True)
    file.write_text(POLISH.format(header=plural_header("pl")), encoding="utf-8")
    return tmp_path


def test_a_language_is_one_file_and_english_is_always_there(folder: Path) -> None:
    assert [(each.code, each.name, each.direction) for each in languages(folder).values()] == [
        ("en", "English", "ltr"),
        ("pl", "Polski", "ltr"),
    ]
    assert list(languages()) == ["en", "de", "es"]


def test_a_folder_that_is_no_language_is_refused(folder: Path) -> None:
    (folder / "pl").rename(folder / "xx-nowhere")
    with pytest.raises(ValueError, match="xx-nowhere"):
        languages(folder)


def test_the_browser_gets_its_own_texts_and_none_that_is_unsure(folder: Path) -> None:
    [(path, content)] = browser_files(folder).items()
    plural = {"one": "{n} dzień", "few": "{n} dni", "many": "{n} dni", "other": "{n} dnia"}
    assert path == "texts/pl.json"
    assert json.loads(content) == {"language": "pl", "dir": "ltr", "texts": {"Today": "Dzisiaj", "{n} day": plural}}


def test_the_server_speaks_it_and_says_in_english_what_is_not_translated(folder: Path) -> None:
    polish = translations("pl", folder)
    assert polish.gettext("There is nothing here.") == "Nic tu nie ma."
    assert polish.gettext("Yesterday") == "Yesterday"
    assert [polish.ngettext("{n} day", "{n} days", n) for n in (1, 3, 5)] == ["{n} dzień", "{n} dni", "{n} dni"]
    assert translations("en", folder).gettext("Today") == translations("fr", folder).gettext("Today") == "Today"


@pytest.mark.parametrize(
    ("language", "names", "counts"),
    [
        ("en", ["one", "other"], {1: "one", 0: "other", 2: "other"}),
        ("es", ["one", "many", "other"], {1: "one", 2: "other", 0: "other", 1_000_000: "many"}),
        (
            "ar",
            ["zero", "one", "two", "few", "many", "other"],
            {0: "zero", 2: "two", 5: "few", 11: "many", 100: "other"},
        ),
    ],
)
def test_the_forms_of_a_plural_are_those_of_intl(language: str, names: list[str], counts: dict[int, str]) -> None:
    from gettext import c2py

    assert categories(language) == names
    header = plural_header(language)
    choose = c2py(header.split("plural=")[1].rstrip(";"))
    assert header.startswith(f"nplurals={len(names)};")
    assert {count: names[choose(count)] for count in counts} == counts


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANGUAGE": "de:en"}, "de"),
        ({"LANGUAGE": "", "LC_ALL": "es_MX.UTF-8"}, "es"),
        ({"LC_ALL": "fr_FR.UTF-8"}, "en"),
        ({"LC_ALL": "C"}, "en"),
    ],
)
def test_a_terminal_has_the_language_of_its_owner(
    environment: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language_here() == language


def test_a_marked_text_stays_as_it_is() -> None:
    assert catalogues.marked("Not found") == "Not found"
