"""The words of an export are those that the phone shows for the same ids."""

import json
import subprocess
from pathlib import Path

import pytest

from couplebridge.client.words import FEELING_WORDS, TOPIC_WORDS, feeling_words, topic_words

ROOT = Path(__file__).parents[2]
LABELS_OF = """
const [file, name] = process.argv.slice(1);
const labelled = (await import(file))[name]();
console.log(JSON.stringify(labelled.map(({ id, label }) => [id, label])));
"""


def labels_of(file: str, name: str) -> list[tuple[str, str]]:
    """What the browser's list holds, in its order."""
    path = (ROOT / "static/js/domain" / file).as_uri()
    command = ["node", "--no-warnings", "--input-type=module", "-e", LABELS_OF, path, name]
    out = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return [(id, label) for id, label in json.loads(out)]


@pytest.mark.parametrize(
    ("file", "name", "words"), [("topics.js", "topics", TOPIC_WORDS), ("feelings.js", "feelings", FEELING_WORDS)]
)
def test_the_words_are_those_of_the_phone(file: str, name: str, words: dict[str, str]) -> None:
    assert labels_of(file, name) == list(words.items())


def test_what_only_a_later_version_knows_is_printed_as_it_is() -> None:
    assert topic_words("of-tomorrow") == feeling_words("of-tomorrow") == "of-tomorrow"
