"""How hard a text is to read, by one published formula for each language; the same text always gives the same figure.

English: Flesch-Kincaid grade (Kincaid and others 1975). German: fourth Wiener Sachtextformel (Bamberger, Vanecek 1984).
Both give a school year. Spanish: Szigriszt-Pazos (1993), which gives an ease from 0 to 100.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?…:]+(?=[\s»”“’\")]|$)")
_ENGLISH_VOWELS = re.compile(r"[aeiouy]+")
_GERMAN_VOWELS = re.compile(r"aa|ee|oo|ie|ei|ai|au|äu|eu|[aeiouäöüy]")


def hardness(text: str, language: str) -> float:
    """A figure that grows with the difficulty. For Spanish it is 100 minus the ease."""
    words = _WORD.findall(text.lower())
    sentences = len([each for each in _SENTENCE.split(text) if _WORD.search(each)])
    return _FORMULAS[language](words, sentences)


def syllables(word: str, language: str) -> int:
    """By groups of vowels; at least one."""
    return max(1, _SYLLABLES[language](word))


def _english(word: str) -> int:
    found = len(_ENGLISH_VOWELS.findall(word))
    # a silent e at the end, but not that of "table"; the ending of "asked", but not that of "wanted"
    if re.search(r"[^aeiouyl]e$|[^aeiouytd]ed$|[^aeiouysxzcgl]es$", word) and found > 1:
        found -= 1
    return found


def _german(word: str) -> int:
    return len(_GERMAN_VOWELS.findall(word))


def _spanish(word: str) -> int:
    """Two strong vowels, or a weak one with its accent, are apart; all others that stand together are one."""
    plain = word.replace("qu", "k").replace("gue", "ge").replace("gui", "gi")
    return len(re.findall(r"[iuüy]?[aeoáéó][iuüy]?|[íú]|[iuü]+y?|y$", plain))


def _flesch_kincaid(words: list[str], sentences: int) -> float:
    return 0.39 * len(words) / sentences + 11.8 * _per_word(words, "en") - 15.59


def _wiener_sachtextformel(words: list[str], sentences: int) -> float:
    long = sum(syllables(word, "de") >= 3 for word in words) / len(words) * 100
    return 0.2744 * long + 0.2656 * len(words) / sentences - 1.693


def _szigriszt(words: list[str], sentences: int) -> float:
    return 100 - (206.835 - 62.3 * _per_word(words, "es") - len(words) / sentences)


def _per_word(words: list[str], language: str) -> float:
    return sum(syllables(word, language) for word in words) / len(words)


_SYLLABLES = {"en": _english, "de": _german, "es": _spanish}
_FORMULAS = {"en": _flesch_kincaid, "de": _wiener_sachtextformel, "es": _szigriszt}
