"""Every text is in the catalogues, every catalogue is whole, and whatever stands outside of them is found."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from couplebridge.catalogues import FOLDER, languages, read_catalogue
from scripts.catalogues import __main__ as command
from scripts.catalogues import finding, merging, python_texts, template_texts
from scripts.workflow import node
from scripts.workflow.paths import ROOT

pytestmark = pytest.mark.skipif(
    node.find() is None or not node.packages_are_ready(), reason="needs Node and scripts/js"
)
OTHERS = [code for code in languages() if code != "en"]
TITLE_WORDS, PART_CHARS = 2, 19
NEVER = re.compile(r"[!¡]")


@cache
def found() -> finding.Found:
    return finding.find()


def test_nothing_that_a_person_sees_stands_outside_the_catalogues() -> None:
    assert found().problems == []
    assert len(found().texts) > 1_300


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_is_complete(language: str) -> None:
    assert list(merging.missing(language, found().texts)) == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_shouts_no_more_than_english_and_leaves_nothing_blank(language: str) -> None:
    for message in read_catalogue(language):
        said = [message.string] if isinstance(message.string, str) else list(message.string)
        assert not any(NEVER.search(text) for text in said if message.id), said
        for text in said if message.id else ():
            assert text == text.strip() or message.id != str(message.id).strip(), message.id


@pytest.mark.parametrize("language", OTHERS)
def test_a_long_word_says_where_it_may_be_parted_in_a_title(language: str) -> None:
    """What is as short as a title may be one: beside Back and Hide now it has room for so many letters in one piece."""
    for message in read_catalogue(language):
        short = str(message.string) if message.id and len(str(message.string).split()) <= TITLE_WORDS else ""
        assert all(len(part) <= PART_CHARS for part in re.split(r"[\s\u00ad-]", short)), message.id


def test_the_template_is_that_of_the_code() -> None:
    assert command._stale(found()) == []


def browser(tmp_path: Path, code: str) -> list[str]:
    """What the finder says of one line of a screen."""
    file = tmp_path / "static/js/ui/screen.js"
    file.parent.mkdir(parents=True)
    file.write_text(code, encoding="utf-8")
    out = finding.Found()
    finding._browser(tmp_path, out)
    return out.problems


OUTSIDE = {
    "a text node": "const A = () => html`<p>Write it down</p>`;",
    "one word": "const A = () => html`<button>Save</button>`;",
    "a label read aloud": "const A = () => html`<a aria-label='Close'></a>`;",
    "a title": "const A = () => html`<a title=${'close it'}></a>`;",
    "a placeholder": "const A = () => html`<input placeholder='your name' />`;",
    "a picture's words": "const A = () => html`<img alt='A bridge' />`;",
    "a property of a component": "const A = () => html`<${B} label='Name' />`;",
    "one of two": "const A = () => html`<p>${x ? 'yes' : t('No')}</p>`;",
    "only sometimes": "const A = () => html`<p>${x && `${n} days`}</p>`;",
    "put together": "const A = () => html`<p>${t('Step') + ' of three'}</p>`;",
    "a property that is shown": "const a = () => ({ label: 'Name' });",
    "a sentence anywhere": "const a = () => problem('x', 'That did not work.');",
    "a variable": "const a = (text) => t(text);",
    "text with a value": "const a = (n) => t(`${n} days`);",
    "a concatenation": "const a = () => t('One ' + 'two');",
    "a plural of a variable": "const a = (n) => tn('{n} day', many, n);",
    "a plural without its number": "const a = () => tn('{n} day', '{n} days');",
    "at import": "const A = t('Today');",
    "at import, inside": "const A = { label: t('Today') };",
    "at import, in a class": "class A { static a = t('Today'); }",
}
INSIDE = {
    "t": "const A = () => html`<p class='lead'>${t('Write it down')}</p>`;",
    "a plural": "const a = (n) => tn('{n} day', '{n} days', n);",
    "a class with its own": "class A { a = t('Today'); }",
    "signs": "const A = () => html`<p>${a} · ${b}</p>`;",
    "exempt": "const A = 'Preact and Signals'; // not a text: names",
    "exempt from above": "// not a text: names\nconst A = [\n  'Preact and Signals',\n];",
}


@pytest.mark.parametrize("code", OUTSIDE.values(), ids=OUTSIDE.keys())
def test_a_text_of_the_browser_outside_the_catalogues_is_found(tmp_path: Path, code: str) -> None:
    assert len(browser(tmp_path, code)) == 1


@pytest.mark.parametrize("code", INSIDE.values(), ids=INSIDE.keys())
def test_a_text_of_the_browser_inside_the_catalogues_is_left_alone(tmp_path: Path, code: str) -> None:
    assert browser(tmp_path, code) == []


@pytest.mark.parametrize(
    ("page", "count"),
    [
        ("<p>Write it down</p>", 1),
        ("<p>{{ _('Write it down') }} {{ name }}</p>", 0),
        ("<p>{% trans trimmed %}Tap <b>Allow</b> here{% endtrans %}</p>", 0),
        ("{% if x %}{% trans %}Tap{% endtrans %} twice{% endif %}", 1),
        ("<img alt='A bridge'>", 1),
        ("<meta name='description' content='A journal'><title>Bridge</title>", 1),
        ("{# a comment #}<p class='lead'>·</p>", 0),
    ],
)
def test_a_text_of_a_template_outside_the_catalogues_is_found(tmp_path: Path, page: str, count: int) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/page.html").write_text(page, encoding="utf-8")
    assert len([problem for *_, problem in template_texts.look(tmp_path) if problem]) == count


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ('PROBLEMS = {"gone": (404, "There is nothing here.")}', 1),
        ('PROBLEMS = {"gone": (404, marked("There is nothing here."))}', 0),
        ('"""What this file owns."""\nX = "not-found"', 0),
        ("x = marked(text)", 1),
        ("x = gettext(text)", 0),
        ('X = "This is not one."  # not a text: why', 0),
    ],
)
def test_a_text_of_the_server_outside_the_catalogues_is_found(tmp_path: Path, code: str, count: int) -> None:
    (tmp_path / "couplebridge/views").mkdir(parents=True)
    (tmp_path / "couplebridge/views/errors.py").write_text(code, encoding="utf-8")
    assert len([problem for *_, problem in python_texts.look(tmp_path) if problem]) == count


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ('HEADINGS = {"felt": "Felt"}', 1),
        ('HEADINGS = {"felt": marked("Felt")}', 0),
        ('lines = f"# {title} of ten"', 1),
        ('lines = f"## {title} ({n})"', 0),
        ('raise CodeInvalidError("a code has 27 characters")', 1),
        ('fields = entry["createdAt"], "check-in"', 0),
        ('X = "a code"  # not a text: why', 0),
    ],
)
def test_a_text_of_a_readable_journal_outside_the_catalogues_is_found(tmp_path: Path, code: str, count: int) -> None:
    (tmp_path / "couplebridge/client").mkdir(parents=True)
    (tmp_path / "couplebridge/client/words.py").write_text(code, encoding="utf-8")
    (tmp_path / "couplebridge/client/errors.py").write_text(code, encoding="utf-8")
    assert len([problem for *_, problem in python_texts.look(tmp_path) if problem]) == count


@pytest.mark.parametrize("name", [*python_texts.SEEN, *python_texts.WRITTEN])
def test_what_is_looked_through_is_there(name: str) -> None:
    assert list((ROOT / "couplebridge").glob(f"{name}*"))


def test_what_is_missing_unsure_or_said_no_more_is_named(tmp_path: Path) -> None:
    texts: finding.Texts = {
        "Today": [("a.js", 1)],
        "Hello {name}": [("a.js", 2)],
        ("{n} day", "{n} days"): [("a.js", 3)],
    }
    assert merging.renew(texts, tmp_path, new="de") == ["messages.pot", "de/LC_MESSAGES/messages.po"]
    assert merging.renew(texts, tmp_path) == []
    assert len(list(merging.missing("de", texts, tmp_path))) == 3
    catalogue = merging.merged("de", texts, tmp_path)
    catalogue["Today"].string, catalogue["{n} day"].string = "Heute", ("ein Tag", "{n} Tage")
    catalogue["Hello {name}"].string = "Hallo"
    merging.write(catalogue, tmp_path / "de/LC_MESSAGES/messages.po")
    assert [line.split(":")[1].strip() for line in merging.missing("de", texts, tmp_path)] == [
        "other places than in English"
    ]
    catalogue["Hello {name}"].string = "Hallo {name}"
    catalogue["Today"].flags.add("fuzzy")
    merging.write(catalogue, tmp_path / "de/LC_MESSAGES/messages.po")
    fewer = {text: places for text, places in texts.items() if text != "Hello {name}"}
    assert [line.split(":")[1].strip() for line in merging.missing("de", fewer, tmp_path)] == [
        "fuzzy", "said nowhere any more",
    ]  # fmt: skip


def test_a_text_with_two_plurals_is_named() -> None:
    texts = finding.Found({("{n} day", "{n} days"): [("a.js", 3)], "{n} day": [("b.js", 1)]})
    finding._clashes(texts)
    assert len(texts.problems) == 1


def test_the_finder_stands_beside_nothing_that_is_served() -> None:
    assert not list((ROOT / "static").rglob("texts*.js"))
    assert (FOLDER / merging.TEMPLATE).exists()
    assert subprocess.run(["node", "--check", "scripts/js/texts.js"], cwd=ROOT, check=False).returncode == 0
