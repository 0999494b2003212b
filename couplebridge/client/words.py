"""The English words for topics and feelings, which a record names by their ids; the same as a phone shows."""

TOPIC_WORDS: dict[str, str] = {
    "money": "Money",
    "chores": "Chores",
    "closeness": "Closeness",
    "sex": "Sex",
    "wider-family": "Wider family",
    "parenting": "Parenting",
    "trust": "Trust",
    "plans": "Plans",
    "time-together": "Time together",
    "being-heard": "Being heard",
    "arguments": "Arguments",
    "health": "Health",
    "work": "Work",
    "habits": "Habits",
    "living-arrangements": "Living apart and together",
    "outside-help": "Trying outside help",
}

FEELING_WORDS: dict[str, str] = {
    "hurt": "hurt", "let-down": "let down", "rejected": "rejected", "criticised": "criticised",
    "unimportant": "unimportant", "afraid": "afraid", "worried": "worried", "tense": "tense", "unsure": "unsure",
    "overwhelmed": "overwhelmed", "angry": "angry", "annoyed": "annoyed", "frustrated": "frustrated",
    "resentful": "resentful", "treated-unfairly": "treated unfairly", "sad": "sad", "disappointed": "disappointed",
    "heavy": "heavy", "grieving": "grieving", "hopeless": "hopeless", "lonely": "lonely", "distant": "distant",
    "left-out": "left out", "unseen": "unseen", "missing-closeness": "missing closeness", "ashamed": "ashamed",
    "guilty": "guilty", "embarrassed": "embarrassed", "not-enough": "not enough", "sorry": "sorry",
    "tired": "tired", "drained": "drained", "stuck": "stuck", "numb": "numb", "restless": "restless",
    "hopeful": "hopeful", "grateful": "grateful", "tender": "tender", "relieved": "relieved", "close": "close",
}  # fmt: skip


def topic_words(topic: str) -> str:
    """Its words, or the id itself when a later version knows it."""
    return TOPIC_WORDS.get(topic, topic)


def feeling_words(feeling: str) -> str:
    """Its words, or the id itself when a later version knows it."""
    return FEELING_WORDS.get(feeling, feeling)
