"""The manifest against the rules of the W3C (Web Application Manifest, Manifest App Info, Share Target), as a second
opinion beside Chromium's own: what it does not say, other browsers and stores do."""

from __future__ import annotations

import struct
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest

from couplebridge.catalogues import languages
from couplebridge.release import STATIC, read_release
from couplebridge.views.web_manifest import web_manifest

RELEASE = read_release(STATIC)
MANIFEST = web_manifest(RELEASE, languages()["en"])
ORIGIN = "https://bridge.example"
KNOWN = set(
    "id name short_name description lang dir start_url scope display display_override orientation theme_color"
    " background_color color_scheme_dark share_target launch_handler shortcuts icons screenshots categories"
    " prefer_related_applications".split()
)
SMALLEST_SHOT, LARGEST_SHOT, LONGEST_SHOT = 320, 3840, 2.3


def size_of(path: str) -> tuple[int, int]:
    """Width and height, out of the PNG's header."""
    content = RELEASE.contents[path]
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def file_of(picture: dict[str, Any]) -> str:
    return str(picture["src"]).removeprefix(f"/s/{RELEASE.name}/")


def pictures() -> list[dict[str, Any]]:
    of_shortcuts = [icon for shortcut in MANIFEST["shortcuts"] for icon in shortcut["icons"]]
    return [*MANIFEST["icons"], *MANIFEST["screenshots"], *of_shortcuts]


def test_no_member_is_misspelled_and_none_that_matters_is_missing() -> None:
    assert set(MANIFEST) == KNOWN
    assert len(MANIFEST["short_name"]) <= 12, "a home screen cuts it off"
    assert len(MANIFEST["name"]) <= 30
    assert (MANIFEST["display"], MANIFEST["dir"], MANIFEST["orientation"]) == ("standalone", "auto", "any")
    assert set(MANIFEST["display_override"]) <= {"standalone", "minimal-ui", "fullscreen", "browser"}
    assert MANIFEST["launch_handler"] == {"client_mode": "focus-existing"}
    assert MANIFEST["prefer_related_applications"] is False


def test_every_address_is_of_this_origin_and_within_the_scope() -> None:
    share, shortcuts = MANIFEST["share_target"], MANIFEST["shortcuts"]
    addresses = [MANIFEST["id"], MANIFEST["start_url"], share["action"], *(each["url"] for each in shortcuts)]
    scope = urljoin(ORIGIN, MANIFEST["scope"])
    for address in [*addresses, *(picture["src"] for picture in pictures())]:
        assert urljoin(ORIGIN + "/manifest.webmanifest", address).startswith(scope), address
    assert (share["method"], share["enctype"]) == ("POST", "multipart/form-data")
    assert set(share["params"]) == {"title", "text", "url"}


def test_the_start_and_the_shortcuts_tell_the_server_nothing() -> None:
    for address in [MANIFEST["start_url"], *(each["url"] for each in MANIFEST["shortcuts"])]:
        parts = urlsplit(address)
        assert (parts.path, parts.query) == ("/", ""), "what is behind the # is not sent"


@pytest.mark.parametrize("picture", pictures(), ids=lambda picture: picture["src"].rsplit("/", 1)[-1])
def test_a_picture_is_there_and_as_large_as_it_is_said_to_be(picture: dict[str, Any]) -> None:
    path = file_of(picture)
    if picture["sizes"] == "any":
        assert (picture["type"], path.endswith(".svg")) == ("image/svg+xml", True)
        assert path in RELEASE.contents
    else:
        assert picture["type"] == "image/png"
        assert "{}x{}".format(*size_of(path)) == picture["sizes"]


def test_the_icons_are_those_that_each_system_asks_for() -> None:
    found = {(icon["sizes"], icon["purpose"]) for icon in MANIFEST["icons"]}
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable"), ("512x512", "monochrome")} <= found
    assert size_of("img/apple-touch-180.png") == (180, 180)


def test_the_screenshots_are_of_a_shape_that_is_shown() -> None:
    for form, least in (("narrow", 3), ("wide", 1)):
        shots = [shot for shot in MANIFEST["screenshots"] if shot["form_factor"] == form]
        assert len(shots) >= least
        shapes = {size_of(file_of(shot)) for shot in shots}
        assert len({round(width / height, 3) for width, height in shapes}) == 1, "of one form all have one shape"
        for width, height in shapes:
            assert (width > height) == (form == "wide")
            assert min(width, height) >= SMALLEST_SHOT
            assert max(width, height) <= LARGEST_SHOT
            assert max(width, height) / min(width, height) <= LONGEST_SHOT
        assert all(shot["label"] for shot in shots), "words for whoever does not see them"
