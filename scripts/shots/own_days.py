"""One's own journal over time: calendar, feelings, what comes back on Today, reminders; empty first, then lived in."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

from scripts.shots.album import Album
from scripts.shots.walks import take_bare
from tests.browser import couple
from tests.browser.hours import AHEAD, days_pass
from tests.browser.support import Phone

NewPhone = Callable[[], Phone]
# of the forty pages of another journal, as many as were sealed before the phone stood still
HALF = 20
# runs in the page: sealing stands still after so many, until `goOn` is called; a look at it takes longer than the work
HALTS = """(most) => {
  const seal = SubtleCrypto.prototype.encrypt;
  let count = 0;
  const halted = new Promise((resolve) => { globalThis.letGo = resolve; });
  SubtleCrypto.prototype.encrypt = async function encrypt(...given) {
    count += 1;
    if (count > most) globalThis.goOn = () => { SubtleCrypto.prototype.encrypt = seal; globalThis.letGo(); };
    if (count > most) await halted;
    return seal.apply(this, given);
  };
}"""
PAGES = (
    (0, "We laughed about the burnt rice, and for an hour it was like before.", ("hopeful",)),
    (330, "I waited in the kitchen and did not say that I was waiting.", ("lonely", "sad")),
    (20, "You asked about my mother, and I answered with half a sentence.", ("ashamed", "tired")),
    (9, "The train was late, and we shouted on the platform.", ("angry", "hurt")),
    (6, "A quiet Sunday. I do not know what I want to say about it.", ("tired", "lonely")),
)


def own_days(album: Album, new_phone: NewPhone) -> None:
    """A year of one person alone."""
    phone = new_phone()
    phone.page.add_init_script(AHEAD)
    phone.create_account("shots-days")
    empty(album, phone)
    for days, words, feelings in PAGES:
        if days:
            days_pass(phone, days)
        write(phone, words, feelings)
    looking_back(album, phone)
    calendar(album, phone)
    bringing_in(album, phone)
    taking_along(album, phone)


def empty(album: Album, phone: Phone) -> None:
    """Before anything is there."""
    couple.goes_to(phone, "Mine")
    phone.press("Calendar")
    phone.page.get_by_role("heading", name="Days will stand here").wait_for()
    album.take(phone, "calendar-empty")
    phone.press("Back")
    phone.press("More")
    phone.page.get_by_role("menuitem", name="Reminders to myself").click()
    phone.page.get_by_role("heading", name="A word to yourself, later").wait_for()
    album.take(phone, "reminders-empty")
    phone.press("New reminder")
    phone.fill("Remind me of", "Ask how the day was, before I tell of mine")
    couple.chooses(phone, "Every week")
    for chip in phone.page.get_by_role("group", name="On these days").get_by_role("checkbox").all():
        chip.check(force=True)
    phone.page.get_by_label("Hour").fill("00:00")
    album.take(phone, "reminder-new")
    phone.press("Keep it")
    phone.page.get_by_role("button", name="Ask how the day was").wait_for()
    album.take(phone, "reminders")
    phone.page.get_by_role("button", name="Ask how the day was").click()
    phone.page.get_by_role("button", name="Put it in my calendar").wait_for()
    album.take(phone, "reminder")


def write(phone: Phone, words: str, feelings: tuple[str, ...]) -> None:
    """A whole page with feelings."""
    phone.press("Write")
    phone.says("Write")
    couple.chooses(phone, "A whole page")
    phone.fill("What happened?", words)
    for feeling in feelings:
        couple.chooses(phone, feeling)
    couple.saved(phone).wait_for()
    phone.press("Done")


def looking_back(album: Album, phone: Phone) -> None:
    """On the day on which the first page is a year old."""
    couple.goes_to(phone, "Today")
    phone.page.locator(".card", has_text="Ask how the day was").wait_for()
    album.take(phone, "today-own")
    phone.page.get_by_role("button", name="Something you wrote a while ago: is it still true?").click()
    phone.says("Still true?")
    album.take(phone, "still-true")
    phone.press("It changed")
    phone.fill("What changed?", "We eat together on Sundays now.")
    album.take(phone, "still-true-changed")
    phone.press("Keep it")
    phone.page.get_by_role("button", name="What you wrote on this day, some time ago.").click()
    phone.says("On this day")
    take_bare(album, phone, "on-this-day")
    phone.page.get_by_role("list", name="On this day").get_by_role("button").first.click()
    phone.page.get_by_text("We eat together on Sundays now.").wait_for()
    album.take(phone, "entry-since-then")
    couple.goes_to(phone, "Today")
    phone.press("Settings and good to know")
    phone.page.get_by_role("button", name="Looking back").click()
    phone.page.get_by_role("switch", name="On this day").wait_for()
    album.take(phone, "settings-looking-back")


def calendar(album: Album, phone: Phone) -> None:
    """The month, a day, and feelings over time."""
    couple.goes_to(phone, "Mine")
    phone.press("Check-in")
    phone.press("New check-in")
    phone.page.get_by_role("slider", name="Communication").fill("6")
    phone.press("Keep it")
    phone.page.get_by_role("heading", name="One by one").wait_for()
    couple.goes_to(phone, "Mine")
    album.take(phone, "mine-own-days")
    phone.press("Calendar")
    phone.page.get_by_role("table").wait_for()
    album.take(phone, "calendar")
    phone.page.get_by_role("table").get_by_role("button").last.click()
    phone.says("Day")
    album.take(phone, "day")
    phone.press("Back")
    phone.press("Feelings over time")
    phone.page.get_by_role("list", name="Feelings over time").wait_for()
    album.take(phone, "feelings")
    phone.page.get_by_text("The same as a table").click()
    phone.page.get_by_text("The same as a table").first.scroll_into_view_if_needed()
    album.take(phone, "feelings-table")


def bringing_in(album: Album, phone: Phone) -> None:
    """Another journal comes in: refused, looked at, added, taken back."""
    couple.goes_to(phone, "Today")
    phone.press("Settings and good to know")
    phone.page.get_by_role("button", name="Bring a journal in").click()
    phone.says("Bring in")
    album.take(phone, "import")
    entries = [
        {"uuid": f"A1B2C3D4{at:08d}", "creationDate": f"2019-{at % 12 + 1:02d}-03T10:00:00Z", "text": f"Page {at}",
         "location": {}, "weather": {}, "photos": [{}] * (at % 3)}
        for at in range(40)
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "journal.json"
        file.write_text("{")
        phone.page.get_by_label("Choose a file").set_input_files(file)
        phone.page.get_by_role("alert").filter(has_text="could not be read").wait_for()
        album.take(phone, "import-refused")
        file.write_text(json.dumps({"entries": entries}))
        phone.page.get_by_label("Choose a file").set_input_files(file)
        phone.page.get_by_role("heading", name="What would be added").wait_for()
        phone.page.get_by_text("On 12 days").first.click()
        album.take(phone, "import-plan")
        stopping(album, phone)
        phone.press("Add it")
        phone.page.get_by_role("heading", name="It is all here now.").wait_for()
        album.take(phone, "import-done")
        phone.press("Take it all back")
        phone.page.get_by_text("It is all taken away again.").wait_for()


def stopping(album: Album, phone: Phone) -> None:
    """Half of it is sealed, and it is stopped."""
    phone.page.evaluate(HALTS, HALF)
    phone.press("Add it")
    phone.page.get_by_role("button", name="Stop", exact=True).scroll_into_view_if_needed()
    phone.page.wait_for_function("() => globalThis.goOn && document.querySelector('progress').value > 0.2")
    album.take(phone, "import-adding")
    phone.press("Stop")
    phone.page.evaluate("() => globalThis.goOn()")
    phone.page.get_by_text("Stopped. Nothing was added.").scroll_into_view_if_needed()
    album.take(phone, "import-stopped")


def taking_along(album: Album, phone: Phone) -> None:
    """Everything, or one page, as a PDF."""
    couple.goes_to(phone, "Mine")
    phone.page.get_by_role("list", name="What you wrote").get_by_role("button").first.click()
    phone.says("Page")
    phone.press("More")
    phone.page.get_by_role("menuitem", name="Save as PDF").click()
    phone.says("As a PDF")
    album.take(phone, "entry-pdf")
