"""The words around the pages of "Good to know": what stands on a page in the app and on the server's own alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def page_words(gettext: Callable[[str], str]) -> dict[str, Any]:
    """Those of one language, by the name that templates and the app have for each; `groups` in their order."""
    return {
        "name": gettext("Good to know"),
        "lead": gettext(
            "Short pages in plain words. They are the same for everybody, and you need no account to read them."
        ),
        "contents": gettext("All pages"),
        "step": gettext("One small step"),
        "make_step": gettext("Make it a step"),
        "related": gettext("Read next"),
        "sources": gettext("Where this comes from"),
        "language": gettext("Language"),
        "open_app": gettext("Open the app"),
        "hide_now": gettext("Hide now"),
        "skip": gettext("Skip to the content"),
        "absent": gettext("There is no such page. These are all of them."),
        "nothing": gettext("Nothing here."),
        "unchecked": gettext("not checked by us yet"),
        "checked": gettext("not checked by us since {day}"),
        "text_to": gettext("Text {words}"),
        "people": gettext("People to talk to"),
        "groups": {
            "therapy": gettext("What therapy is like"),
            "talk": gettext("Talking about it"),
            "find": gettext("Finding someone"),
            "otherwise": gettext("If it goes another way"),
        },
        "places": {"GB-ENG": gettext("England"), "GB-SCT": gettext("Scotland")},
    }
