"""An album of the walks of ./run shots that looks, with all its eyes, instead of taking pictures."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.shots.album import SCHEMES, Album
from tests.browser.support import Phone
from tests.support import golden
from tests.support.eyes import axe, focus, forced_colours, in_hand, layout, typing


@dataclass
class Looks(Album):
    """`take` notes what is wrong with a screen; the phone is given back as it was."""

    def take(self, phone: Phone, name: str) -> None:
        self.taken += 1
        page = phone.page
        found = focus.lost(page) + axe.violations(page) + golden.differences(page, name)
        found += in_hand.wrong_in_hand(page)
        found += layout.wrong_at_any_size(page) + layout.not_mirrored(page)
        # by day and by night in turns
        found += forced_colours.lost(page, SCHEMES[self.taken % 2]) + typing.wrong_fields(page)
        self.wrong += [f"{name}: {each}" for each in found]
