"""What the pages say: every figure with its source, nothing that must not be printed, and plain words."""

from __future__ import annotations

import re

import pytest

from couplebridge.services.good_to_know import LANGUAGES, Page
from couplebridge.services.good_to_know import read_shelves as shelves
from tests.functional.test_good_to_know import NAMES, PAGES, words_of
from tests.support.reading_level import hardness, syllables

# product.md, "Figures that may be quoted": each with the work it comes from (couplebridge/pages/pages.toml)
FIGURES = {
    "2.68": "How long do people wait", "270": "How long do people wait",
    "249": "Initial Relationship Goal", "64": "Initial Relationship Goal", "24": "Initial Relationship Goal",
    "12": "Initial Relationship Goal",
    "58": "Meta-Analysis of Couple Therapy", "1.12": "Meta-Analysis of Couple Therapy",
    "0.12": "Meta-Analysis of Couple Therapy",
    "300": "OurRelationship Program", "0.69": "OurRelationship Program",
    "120": "Conflict Reappraisal",
}  # fmt: skip
# in words, because no number stands there: said on a page, so the source is on it
CLAIMS = {
    "en": {r"seven minutes": "Conflict Reappraisal", r"programme for couples without": "Distressed Individuals",
           r"one side only": "Pitfalls", r"[Cc]ost .*first": "Barriers and Facilitators"},
    "es": {r"[Ss]iete minutos": "Conflict Reappraisal", r"sin su pareja un programa": "Distressed Individuals",
           r"Solo se oye un lado": "Pitfalls", r"el precio .*primera": "Barriers and Facilitators"},
    "de": {r"[Ss]ieben Minuten": "Conflict Reappraisal", r"Kurs für Paare im Netz allein": "Distressed Individuals",
           r"nur eine Seite": "Pitfalls", r"den Preis, und dass|Der Preis stand": "Barriers and Facilitators"},
}  # fmt: skip
FORBIDDEN = {
    "en": r"six years|\b6 years|\b96\b|ninety-six|predict|this app (is|offers|works as) (a )?(treat|therap|cure)"
    r"|this app (heals|treats|cures)|husband|wife",
    "es": r"seis años|\b6 años|\b96\b|noventa y seis|predic|esta aplicación (es|ofrece) (una? )?(trata|terap|cura)"
    r"|esta aplicación (cura|trata|sana)|marido|esposa|tu mujer",
    "de": r"sechs Jahre|\b6 Jahre|\b96\b|sechsundneunzig|vorhersag|sagt .* voraus"
    r"|[Dd]iese App (ist|bietet) eine (Behand|Therap)|[Dd]iese App (heilt|behandelt)|Ehemann|Ehefrau",
}  # fmt: skip
# a child of about twelve: the sixth school year; Szigriszt's ease of at least 70, "quite easy"
HARDEST = {"en": 6.0, "de": 6.0, "es": 30.0}
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def body(page: Page) -> str:
    return "\n".join(words_of(page).splitlines()[3:])


@pytest.mark.parametrize(("language", "page"), PAGES, ids=NAMES)
def test_every_figure_is_one_that_may_be_quoted_and_its_source_stands_below(language: str, page: Page) -> None:
    sources = " ".join(page.sources)
    for figure in NUMBER.findall(words_of(page)):
        name = figure.replace(",", ".")
        assert name in FIGURES, f"{figure} is no figure of product.md"
        assert FIGURES[name] in sources, figure
    for claim, source in CLAIMS[language].items():
        if re.search(claim, words_of(page)):
            assert source in sources, claim


def test_every_figure_that_may_be_quoted_is_quoted_in_every_language() -> None:
    for language in LANGUAGES:
        said = {
            each.replace(",", ".") for name, page in PAGES if name == language for each in NUMBER.findall(body(page))
        }
        assert said == set(FIGURES)
        for claim in CLAIMS[language]:
            assert any(re.search(claim, words_of(page)) for name, page in PAGES if name == language), claim


def test_a_figure_is_written_as_its_language_writes_it() -> None:
    for language, page in PAGES:
        wrong = r"\d,\d" if language == "en" else r"\d\.\d"
        assert not re.search(wrong, words_of(page)), page.id


@pytest.mark.parametrize(("language", "page"), PAGES, ids=NAMES)
def test_what_must_not_be_printed_is_not(language: str, page: Page) -> None:
    assert not re.search(FORBIDDEN[language], words_of(page), re.IGNORECASE)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Couples wait six years."), ("en", "He predicts divorce with 96 % accuracy."),
        ("en", "This app is a treatment for couples."), ("es", "Esta aplicación es una terapia."),
        ("es", "Esperan seis años."), ("de", "Sie warten sechs Jahre."), ("de", "Diese App ist eine Behandlung."),
    ],
)  # fmt: skip
def test_it_would_be_noticed(language: str, sentence: str) -> None:
    assert re.search(FORBIDDEN[language], sentence, re.IGNORECASE)


@pytest.mark.parametrize(("language", "page"), PAGES, ids=NAMES)
def test_a_page_is_short_and_is_read_with_ease_at_about_twelve(language: str, page: Page) -> None:
    assert 200 <= len(body(page).split()) <= 450
    assert hardness(words_of(page), language) <= HARDEST[language]
    assert "!" not in words_of(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_single_sentence_is_long(language: str) -> None:
    for name, page in PAGES:
        if name == language:
            longest = max(re.split(r"[.?:;…]\s", words_of(page).replace("\n", " ")), key=lambda each: len(each.split()))
            assert len(longest.split()) <= 30, longest


HARD = {
    "en": "The aforementioned psychotherapeutic methodology necessitates considerable introspective commitment from"
    " both participating individuals throughout the entirety of the intervention.",
    "es": "La metodología psicoterapéutica anteriormente mencionada requiere una considerable introspección individual"
    " por parte de los participantes durante la totalidad de la intervención.",
    "de": "Die vorgenannte psychotherapeutische Behandlungsmethodik erfordert während der gesamten Interventionsdauer"
    " eine beträchtliche Introspektionsbereitschaft aller beteiligten Personen.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hard_text_would_be_noticed(language: str) -> None:
    assert hardness(HARD[language], language) > HARDEST[language] + 5


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "cat 1 asked 1 wanted 2 table 2 make 1 changes 2 people 2 couples 2 the 1 therapist 3 easier 2"),
        ("es", "palabra 3 quiero 2 día 2 terapia 3 oír 2 muy 1 también 2 siguiente 3 aún 2 ley 1 guerra 2 leer 2"),
        ("de", "Angst 1 bleiben 2 Therapie 3 Häuser 2 Leute 2 Haar 1 niemand 2 geöffnet 3 Gespräch 2"),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(language: str, words: str) -> None:
    for word, count in zip(words.split()[::2], words.split()[1::2], strict=True):
        assert syllables(word.lower(), language) == int(count), word


@pytest.mark.parametrize(
    ("language", "text", "figure"),
    [
        # 6 words, 1 sentence, 6 syllables: 0.39 · 6 + 11.8 · 1 - 15.59
        ("en", "The cat sat on the mat.", -1.45),
        # 5 words, 1 sentence, one word of three syllables: 0.2744 · 20 + 0.2656 · 5 - 1.693
        ("de", "Der Hund hat drei Kalender.", 5.123),
        # 4 words, 1 sentence, 7 syllables: 100 - (206.835 - 62.3 · 7/4 - 4)
        ("es", "La casa es bonita.", 6.19),
    ],
)
def test_a_formula_gives_what_it_gives_by_hand(language: str, text: str, figure: float) -> None:
    assert hardness(text, language) == pytest.approx(figure)


def test_the_three_languages_say_the_same_things() -> None:
    shelf = shelves()
    for page in shelf["en"].pages:
        for language in ("es", "de"):
            other = shelf[language].page(page.id)
            assert [block["kind"] for block in other.blocks] == [block["kind"] for block in page.blocks], (
                language,
                page.id,
            )
            assert [len(block.get("items", [])) for block in other.blocks] == [
                len(block.get("items", [])) for block in page.blocks
            ], (language, page.id)
