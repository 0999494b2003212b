"""The web app manifest. Its short name says nothing to whoever looks at the home screen."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext

from couplebridge.catalogues import Language, marked
from couplebridge.release import Release

# file, sizes, purpose
ICONS = (
    ("img/favicon.svg", "any", "any"),
    ("img/icon-192.png", "192x192", "any"),
    ("img/icon-512.png", "512x512", "any"),
    ("img/maskable-512.png", "512x512", "maskable"),
    ("img/monochrome-512.png", "512x512", "monochrome"),
)
# name and what follows the # of the address (static/js/ui/router.js); the names say no more than a notebook's would
SHORTCUTS = ((marked("Write"), "write"), (marked("Bridge"), "bridge"), (marked("Path"), "path"))
# file, sizes, form, what is to be seen: an account without content
SCREENSHOTS = (
    ("img/screen-welcome.png", "720x1280", "narrow", marked("The first screen")),
    ("img/screen-write.png", "720x1280", "narrow", marked("Writing")),
    ("img/screen-path.png", "720x1280", "narrow", marked("Steps")),
    ("img/screen-wide.png", "1280x800", "wide", marked("Steps, on a computer")),
)
PAPER_DAY, PAPER_NIGHT = "#f8f4ec", "#101b1d"  # --paper of static/css/tokens.css


def web_manifest(release: Release, language: Language) -> dict[str, Any]:
    """The manifest with this release's icons, in the language of this request. The names are the same in all."""
    return {
        "id": "/",
        "name": "CoupleBridge",
        "short_name": "Bridge",
        "description": gettext("A private journal, and a bridge for what you both choose to open."),
        "lang": language.code,
        "dir": "auto",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "display_override": ["standalone", "minimal-ui"],
        "orientation": "any",
        "theme_color": PAPER_DAY,
        "background_color": PAPER_DAY,
        "color_scheme_dark": {"theme_color": PAPER_NIGHT, "background_color": PAPER_NIGHT},
        # by POST, which the service worker answers: what is shared goes to the page and not to the server
        "share_target": {
            "action": "/share",
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {"title": "title", "text": "text", "url": "url"},
        },
        "launch_handler": {"client_mode": "focus-existing"},
        "shortcuts": [_shortcut(release, *shortcut) for shortcut in SHORTCUTS],
        "icons": [_icon(release, *icon) for icon in ICONS if icon[0] in release.files],
        "screenshots": [_screenshot(release, *picture) for picture in SCREENSHOTS if picture[0] in release.files],
        "categories": ["lifestyle", "productivity"],
        "prefer_related_applications": False,
    }


def _icon(release: Release, path: str, sizes: str, purpose: str) -> dict[str, str]:
    kind = "image/svg+xml" if path.endswith(".svg") else "image/png"
    return {"src": f"/s/{release.name}/{path}", "sizes": sizes, "type": kind, "purpose": purpose}


def _shortcut(release: Release, name: str, place: str) -> dict[str, Any]:
    icons = [_icon(release, *icon) for icon in ICONS if icon[1] == "192x192" and icon[0] in release.files]
    return {"name": gettext(name), "url": f"/#{place}", "icons": icons}


def _screenshot(release: Release, path: str, sizes: str, form: str, label: str) -> dict[str, str]:
    kind = {"src": f"/s/{release.name}/{path}", "sizes": sizes, "type": "image/png"}
    return {**kind, "form_factor": form, "label": gettext(label)}
