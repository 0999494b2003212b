"""Takes pictures of the gallery and measures it: targets, sideways scrolling, errors.

Run from the checkout: python tests/gallery/shots.py OUT_FOLDER [page …]
"""

import functools
import http.server
import sys
import threading
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SIZES = {"small": (360, 640), "phone": (390, 844), "desk": (1280, 800)}
PAGES = "welcome join kit lock today mine long write bridge crossing empty parts dialog ask toasted".split()
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SMALL_TARGETS = """() => {
  const hidden = ".visually-hidden, .skip-link";
  const targets = "button, input, a, textarea, select, label.chip, label.segmented__part";
  return [...document.querySelectorAll(targets)]
    .filter(e => e.checkVisibility() && !e.closest(hidden) && !e.matches(`${hidden}, .card__hit`))
    .map(e => [(e.closest("label") ?? e).getBoundingClientRect(), e])
    .filter(([r]) => r.width < 43.5 || r.height < 43.5)
    .map(([r, e]) => `${e.className || e.tagName} ${r.width}x${r.height}`);
}"""
SIDEWAYS = """() => {
  if (document.documentElement.scrollWidth <= innerWidth) return [];
  return [...document.querySelectorAll("body *")]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".filters"))
    .map(e => e.className || e.tagName).slice(0, 6);
}"""


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves the checkout without a line for each request."""

    def log_message(self, format: str, *args: object) -> None:
        """Pictures are the output here; requests are noise."""


def shoot(
    browser: Browser,
    address: str,
    page_name: str,
    size: tuple[int, int],
    scheme: str,
    out: Path | None,
    text_percent: int = 100,
) -> list[str]:
    """Open one page once; returns what was wrong with it, in words."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{address}/tests/gallery/index.html?page={page_name}")
    page.wait_for_function("() => document.documentElement.dataset.ready === 'true'")
    if text_percent != 100:
        page.evaluate("percent => { document.documentElement.style.fontSize = percent + '%' }", text_percent)
    wrong += [f"small target: {each}" for each in page.evaluate(SMALL_TARGETS)]
    wrong += [f"sideways: {each}" for each in page.evaluate(SIDEWAYS)]
    if out:
        page.screenshot(path=out)
    context.close()
    return wrong


def main() -> int:
    """Shoot all that was asked for; exit code 1 where anything was wrong."""
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(QuietHandler, directory=ROOT))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    failures = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for name in sys.argv[2:] or PAGES:
            shots = [(label, size, scheme, 100) for label, size in SIZES.items() for scheme in ("light", "dark")]
            shots += [("narrow", (320, 640), "light", 100), ("bigtext", (360, 640), "light", 200)]
            for label, size, scheme, percent in shots:
                for wrong in shoot(browser, address, name, size, scheme, out / f"{name}-{label}-{scheme}.png", percent):
                    failures += 1
                    print(f"{name} {label} {scheme}: {wrong}")
        browser.close()
    server.shutdown()
    print(f"{failures} things wrong")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
