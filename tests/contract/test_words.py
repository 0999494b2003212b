"""The words of an export are those that the phone shows for the same ids: one text of the catalogues for both."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from couplebridge.catalogues import BROWSER, languages, read_catalogue
from couplebridge.client.journal_fields import TEXT_FIELDS
from couplebridge.client.words import (
    FEELING_WORDS,
    RULER_WORDS,
    SLIDER_WORDS,
    TOPIC_WORDS,
    feeling_words,
    part_names,
    topic_words,
)

ROOT = Path(__file__).parents[2]
ALL_WORDS = {**TOPIC_WORDS, **FEELING_WORDS, **SLIDER_WORDS, **RULER_WORDS}
LABELS_OF = """
const [file, name] = process.argv.slice(1);
const labelled = (await import(file))[name]();
console.log(JSON.stringify(labelled.map(({ id, label, question }) => [id, label ?? question])));
"""
NAMES_OF = """
const [file, kind] = process.argv.slice(1);
console.log(JSON.stringify((await import(file)).partNames(kind)));
"""


def labels_of(file: str, name: str) -> list[tuple[str, str]]:
    """What the browser's list holds, in its order."""
    return [(id, label) for id, label in asked(LABELS_OF, file, name)]


def asked(question: str, file: str, *about: str) -> Any:
    """The answer of the browser's own code."""
    path = (ROOT / "static/js/domain" / file).as_uri()
    command = ["node", "--no-warnings", "--input-type=module", "-e", question, path, *about]
    return json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


@pytest.mark.parametrize(
    ("file", "name", "words"),
    [
        ("topics.js", "topics", TOPIC_WORDS),
        ("feelings.js", "feelings", FEELING_WORDS),
        ("check-in/rules.js", "sliders", SLIDER_WORDS),
        ("rulers.js", "rulers", RULER_WORDS),
    ],
)
def test_the_words_are_those_of_the_phone(file: str, name: str, words: dict[str, str]) -> None:
    assert labels_of(file, name) == list(words.items())


@pytest.mark.parametrize("kind", ["concern", "safety", "reason", "need", "rulers", "of-tomorrow"])
def test_the_parts_of_a_page_have_the_names_that_the_phone_gives_them(kind: str) -> None:
    shown, ours = asked(NAMES_OF, "part-names.js", kind), part_names(kind)
    assert ours.keys() == set(TEXT_FIELDS)
    assert {name: ours[name] for name in shown} == shown


@pytest.mark.parametrize("language", [code for code in languages() if code != "en"])
def test_each_is_one_text_of_the_catalogue_for_the_phone_and_the_export(language: str) -> None:
    catalogue = read_catalogue(language)
    for words in (*ALL_WORDS.values(), *part_names("concern").values(), *part_names("need").values()):
        files = [file for file, _line in catalogue[words].locations]
        assert "couplebridge/client/words.py" in files, words
        assert any(file.startswith(BROWSER) for file in files), words


def test_what_only_a_later_version_knows_is_printed_as_it_is() -> None:
    assert topic_words("of-tomorrow") == feeling_words("of-tomorrow") == "of-tomorrow"
