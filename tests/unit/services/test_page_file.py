"""A page that is not written as pages are keeps the server from starting, with a sentence that names it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from couplebridge.services.good_to_know import FOLDER, read_shelves
from couplebridge.services.help_lines import help_lines
from couplebridge.services.page_file import PageWrongError, read_page_file
from couplebridge.services.page_text import blocks_of, pages_linked

TOP = "---\ntitle: A title: with a colon\nsummary: One line\nstep: One step\n---\nWords.\n"
WORDS = {"places": {"GB-ENG": "England"}, "unchecked": "no", "checked": "not since {day}", "text_to": "Text {words}"}


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "pages"))


def test_a_page_is_its_three_sentences_and_its_words(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text(TOP, "utf-8")
    page = read_page_file(tmp_path / "x.md")
    assert (page.title, page.summary, page.step) == ("A title: with a colon", "One line", "One step")
    assert page.markdown == "Words."


@pytest.mark.parametrize(
    "text",
    [
        "", "Words alone.", TOP.replace("---\n", "", 1), TOP.replace("---\n", "--\n", 1), TOP.replace("\n---", ""),
        TOP.replace("step: One step\n", ""), TOP.replace("step: One step", "step:"),
        TOP.replace("step: One step", "step: One step\nstep: Two"), TOP.replace("step: One step", "step: x\nhow: y"),
    ],
)  # fmt: skip
def test_a_page_without_its_three_sentences_is_refused_by_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.md").write_text(text, "utf-8")
    with pytest.raises(PageWrongError, match=r"x\.md"):
        read_page_file(tmp_path / "x.md")


def test_a_page_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(PageWrongError, match=r"absent\.md"):
        read_page_file(tmp_path / "absent.md")


def test_markdown_becomes_headings_paragraphs_lists_and_links() -> None:
    blocks = blocks_of("## One\n\nTwo\nthree [four](page:cost).\n\n- a\n- b\n\n1. c\n\n[[help-lines]]\n")
    assert blocks == [
        {"kind": "h2", "words": ["One"]},
        {"kind": "p", "words": ["Two three ", {"page": "cost", "words": "four"}, "."]},
        {"kind": "ul", "items": [["a"], ["b"]]},
        {"kind": "ol", "items": [["c"]]},
        {"kind": "help-lines"},
    ]
    assert pages_linked(blocks) == {"cost"}


def test_html_in_a_page_stays_text() -> None:
    assert blocks_of("a <b onclick=x>c</b>") == [{"kind": "p", "words": ["a <b onclick=x>c</b>"]}]


@pytest.mark.parametrize(
    "markdown",
    ["# Level one", "> a quotation", "`code`", "*leaning*", "![picture](page:cost)", "[away](https://x.example)",
     "- one\n\n  two", "---", "<https://x.example>"],
)  # fmt: skip
def test_what_a_page_may_not_hold_is_refused(markdown: str) -> None:
    with pytest.raises(PageWrongError):
        blocks_of(markdown)


def test_a_page_missing_in_one_language_is_refused(pages: Path) -> None:
    (pages / "de/cost.md").unlink()
    with pytest.raises(PageWrongError, match=r"de/cost\.md"):
        read_shelves(pages)


def test_a_page_that_no_list_names_is_refused(pages: Path) -> None:
    shutil.copy(pages / "es/cost.md", pages / "es/price.md")
    with pytest.raises(PageWrongError, match=r"pages/es"):
        read_shelves(pages)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("number = 17", "number = 16"),
        ('sources = ["aamft-2015"]', 'sources = ["nobody-1900"]'),
        ('related = ["can", "trial", "no"]', 'related = ["nowhere"]'),
        ('group = "find"', 'group = "lost"'),
    ],
)
def test_a_plan_that_does_not_hold_is_refused(pages: Path, before: str, after: str) -> None:
    plan = (pages / "pages.toml").read_text("utf-8")
    assert before in plan
    (pages / "pages.toml").write_text(plan.replace(before, after, 1), "utf-8")
    with pytest.raises(PageWrongError):
        read_shelves(pages)


def test_a_link_to_a_page_that_is_not_there_is_refused(pages: Path) -> None:
    with (pages / "en/cost.md").open("a") as file:
        file.write("\n[x](page:nowhere)\n")
    with pytest.raises(PageWrongError, match="nowhere"):
        read_shelves(pages)


def test_a_help_line_is_said_in_the_readers_language_with_a_word_on_who_checked_it() -> None:
    lines = """{"lines": [
        {"country": "DE", "name": "A", "number": "0800-1 (2)", "checked_on": null},
        {"country": "GB-ENG", "name": "B", "number": "+44 1", "text": "HELP to 1", "checked_on": "2026-05-03"}]}"""
    first, second = help_lines(lines.encode(), "es", WORDS)
    assert (first.place, first.checked, first.call, first.text) == ("Alemania", "no", "080012", None)
    assert (second.place, second.call, second.text) == ("England", "+441", "Text HELP to 1")
    assert second.checked == "not since 3 may 2026"
