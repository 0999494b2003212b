"""./run catalogues: renew all of them and say what is missing. --check writes nothing; with a tag a language begins."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from couplebridge.catalogues import FILE, FOLDER, categories, languages
from scripts.catalogues import finding, merging
from scripts.catalogues.finding import Found
from scripts.workflow.words import StepFailedError, complain, say


def main(arguments: list[str]) -> int:
    """0 when nothing stands outside of the catalogues and nothing is missing in them."""
    try:
        found = finding.find()
    except StepFailedError as problem:
        complain(str(problem))
        return 1
    if arguments[:1] == ["--take"]:
        return _take(found, *arguments[1:])
    if "--check" not in arguments:
        for name in merging.renew(found.texts, new=next(iter(arguments), None)):
            say(f"  renewed {name}")
    problems = [*found.problems, *_stale(found)]
    for language in list(languages())[1:]:
        problems += merging.missing(language, found.texts)
    for line in problems:
        say(f"  {line}")
    say(f"  {len(found.texts)} texts, {len(languages())} languages, {len(problems)} to mend")
    return 1 if problems else 0


def _stale(found: Found) -> list[str]:
    """The template tells whether somebody forgot to renew."""
    path = FOLDER / merging.TEMPLATE
    is_current = path.exists() and path.read_bytes() == merging.written(merging.template(found.texts))
    return [] if is_current else [f"{path.name} is not that of the code any more: ./run catalogues renews it."]


def _take(found: Found, language: str, file: str) -> int:
    """Take translations out of a JSON file, {"English": "…", "one": {"one": …, "other": …}}, into the catalogue."""
    given = json.loads(Path(file).read_text("utf-8"))
    catalogue = merging.merged(language, found.texts)
    names = categories(language)
    for message in catalogue:
        key = message.id if isinstance(message.id, str) or not message.id else message.id[0]
        said = given.get(key)
        if isinstance(said, str) and isinstance(message.id, str) and key:
            message.string = said
        elif isinstance(said, dict) and not isinstance(message.id, str):
            message.string = tuple(said.get(name) or said["other"] for name in names)
    merging.write(catalogue, FOLDER / language / FILE)
    unknown = [key for key in given if key not in {text if isinstance(text, str) else text[0] for text in found.texts}]
    for key in unknown:
        say(f"  nobody says this: {key}")
    left = list(merging.missing(language, found.texts))
    say(f"  {language}: {len(left)} to mend")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
