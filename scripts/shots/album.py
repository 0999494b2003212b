"""Where pictures go: each screen in three sizes, by day and by night, and what was wrong with it in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from tests.browser.support import Phone

SIZES = {"360x640": (360, 640), "390x844": (390, 844), "1280x800": (1280, 800)}
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
SETTLE_MS = 80
# runs in the page: pictures of the style sheets that this size and light brought with them
PICTURES = """async () => {
  const named = [...document.querySelectorAll("*")].map((each) => getComputedStyle(each).backgroundImage);
  const urls = new Set(named.flatMap((value) => [...value.matchAll(/url\\("([^"]+)"\\)/g)].map((found) => found[1])));
  await Promise.all([...urls].map((url) => Object.assign(new Image(), { src: url }).decode()));
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}"""
# runs in the page; a row of chips may be moved sideways, the page may not
SIDEWAYS = "() => document.documentElement.scrollWidth > innerWidth"
SMALL_TARGETS = """() => [...document.querySelectorAll("button, a, input, select, textarea")]
  .filter((each) => each.checkVisibility() && !each.matches(".visually-hidden, .skip-link, .card__hit"))
  .map((each) => [each, (each.closest("label") ?? each).getBoundingClientRect()])
  .filter(([, box]) => box.width < 43.5 || box.height < 43.5)
  .map(([each, box]) => `${each.className} ${Math.round(box.width)}x${Math.round(box.height)}`)"""

# runs in the page; words of the screen's title that stand on two lines
CUT_TITLE = """() => {
  const words = document.querySelector(".top-bar__words")?.firstChild;
  const range = document.createRange();
  const lines = ({ index, 0: word }) => {
    range.setStart(words, index);
    range.setEnd(words, index + word.length);
    return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
  };
  return words ? [...words.data.matchAll(/[^\\s-]+/g)].filter((each) => lines(each) > 1).map(([word]) => word) : [];
}"""


@dataclass
class Album:
    """A folder of pictures; `only` keeps those whose name has this in it."""

    folder: Path
    only: str = ""
    taken: int = 0
    wrong: list[str] = field(default_factory=list)

    def take(self, phone: Phone, name: str) -> None:
        """The screen as it stands, in all sizes and lights; the phone is given back as it was."""
        if self.only not in name:
            return
        before = phone.page.viewport_size
        for size, (width, height) in SIZES.items():
            phone.page.set_viewport_size({"width": width, "height": height})
            for scheme in SCHEMES:
                phone.page.emulate_media(color_scheme=scheme)
                phone.page.evaluate(PICTURES)
                phone.page.wait_for_timeout(SETTLE_MS)
                phone.page.screenshot(path=self.folder / f"{name}-{size}-{scheme}.png")
                self.taken += 1
            self._measure(phone, f"{name} {size}")
        if before:
            phone.page.set_viewport_size(before)

    def _measure(self, phone: Phone, what: str) -> None:
        if phone.page.evaluate(SIDEWAYS):
            self.wrong.append(f"{what}: runs over the side")
        self.wrong += [f"{what}: small target {each}" for each in phone.page.evaluate(SMALL_TARGETS)]
        self.wrong += [f"{what}: the title is cut in {each}" for each in phone.page.evaluate(CUT_TITLE)]
