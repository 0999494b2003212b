"""What the client writes for people, in the words of the phone: one set of catalogues for both.

A record names topics and feelings by their ids. Texts stand here in English; who reads them is known to the caller, who
hands in a `gettext` of their language.
"""

from gettext import NullTranslations

from ..catalogues import marked
from .merge import Fields

ENGLISH = NullTranslations()

TOPIC_WORDS: dict[str, str] = {
    "money": marked("Money"),
    "chores": marked("Chores"),
    "closeness": marked("Closeness"),
    "sex": marked("Sex"),
    "wider-family": marked("Wider family"),
    "parenting": marked("Parenting"),
    "trust": marked("Trust"),
    "plans": marked("Plans"),
    "time-together": marked("Time together"),
    "being-heard": marked("Being heard"),
    "arguments": marked("Arguments"),
    "health": marked("Health"),
    "work": marked("Work"),
    "habits": marked("Habits"),
    "living-arrangements": marked("Living apart and together"),
    "outside-help": marked("Trying outside help"),
}

FEELING_WORDS: dict[str, str] = {
    "hurt": marked("hurt"), "let-down": marked("let down"), "rejected": marked("rejected"),
    "criticised": marked("criticised"), "unimportant": marked("unimportant"), "afraid": marked("afraid"),
    "worried": marked("worried"), "tense": marked("tense"), "unsure": marked("unsure"),
    "overwhelmed": marked("overwhelmed"), "angry": marked("angry"), "annoyed": marked("annoyed"),
    "frustrated": marked("frustrated"), "resentful": marked("resentful"),
    "treated-unfairly": marked("treated unfairly"), "sad": marked("sad"), "disappointed": marked("disappointed"),
    "heavy": marked("heavy"), "grieving": marked("grieving"), "hopeless": marked("hopeless"),
    "lonely": marked("lonely"), "distant": marked("distant"), "left-out": marked("left out"),
    "unseen": marked("unseen"), "missing-closeness": marked("missing closeness"), "ashamed": marked("ashamed"),
    "guilty": marked("guilty"), "embarrassed": marked("embarrassed"), "not-enough": marked("not enough"),
    "sorry": marked("sorry"), "tired": marked("tired"), "drained": marked("drained"), "stuck": marked("stuck"),
    "numb": marked("numb"), "restless": marked("restless"), "hopeful": marked("hopeful"),
    "grateful": marked("grateful"), "tender": marked("tender"), "relieved": marked("relieved"),
    "close": marked("close"),
}  # fmt: skip

SLIDER_WORDS: dict[str, str] = {
    "communication": marked("Communication"), "connection": marked("Connection"),
    "conflict": marked("Handling conflict"), "trust": marked("Trust and teamwork"),
}  # fmt: skip

RULER_WORDS: dict[str, str] = {
    "want": marked("How much would I want this?"),
    "able": marked("How able do I feel?"),
}

_PART_NAMES = {
    "happened": marked("What happened"), "felt": marked("What I felt"), "beneath": marked("Beneath it"),
    "longing": marked("What I long for"), "part": marked("My own part"),
}  # fmt: skip
_PART_NAMES_OF: dict[str, Fields] = {
    "reason": {"happened": marked("What holds me back"), "longing": marked("What would make it easier")},
    "need": {
        "longing": marked("What I need"), "felt": marked("I feel stuck because"), "part": marked("So I will"),
    },
    "rulers": {
        "happened": marked("How much I would want it: why not lower"), "felt": marked("How able I feel: why not lower"),
    },
}  # fmt: skip


def part_names(kind: str) -> Fields:
    """The names of the parts of an entry of this kind."""
    return {**_PART_NAMES, **_PART_NAMES_OF.get(kind, {})}


def topic_words(topic: str) -> str:
    """Its words, or the id itself when a later version knows it."""
    return TOPIC_WORDS.get(topic, topic)


def feeling_words(feeling: str) -> str:
    """Its words, or the id itself when a later version knows it."""
    return FEELING_WORDS.get(feeling, feeling)
