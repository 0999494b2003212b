"""What a phone lends to the app: its microphone, its camera and its passkeys; given, refused, and taken back."""

from __future__ import annotations

from scripts.shots.album import Album
from tests.browser import couple
from tests.browser.support import PhoneMaker
from tests.browser.test_passkeys import Authenticator, asks_phone, begins_passkey, goes_to_passkeys
from tests.browser.test_scan import NO_READER
from tests.browser.test_voice import speaks
from tests.support import camera

HEARD = "() => document.querySelector('audio')?.currentTime > 0.2"


def speaking(album: Album, new_phone: PhoneMaker) -> None:
    """A voice note: refused by the phone, while it is spoken, on the page that is written, and listened to."""
    phone = new_phone()
    phone.create_account("shots-voice")
    phone.press("Write")
    couple.chooses(phone, "A whole page")
    phone.fill("What happened?", "We sat in the car until the rain stopped.")
    phone.press("Speak")
    phone.page.get_by_text("may not use the microphone", exact=False).scroll_into_view_if_needed()
    album.take(phone, "voice-refused")
    phone.press("Close")
    phone.allows("microphone")
    speaks(phone)
    album.take(phone, "voice-recording")
    phone.press("Stop and keep it")
    phone.page.get_by_label("What it says").fill("That I did not want to go in yet, and that it was good.")
    phone.page.locator(".attaching").scroll_into_view_if_needed()
    album.take(phone, "write-voice")
    phone.press("Done")
    couple.opens_page(phone, "We sat in the car")
    phone.page.locator(".player").scroll_into_view_if_needed()
    album.take(phone, "entry-voice")
    phone.press("Listen")
    phone.page.wait_for_function(HEARD)
    phone.press("Pause")
    album.take(phone, "entry-voice-paused")


def scanning(album: Album, new_phone: PhoneMaker) -> None:
    """The camera in place: refused, looking, and before a code that is none of ours."""
    phone = new_phone()
    phone.page.add_init_script(NO_READER)
    phone.open()
    phone.press("I have a link")
    phone.press("Scan with the camera")
    phone.page.get_by_text("This page may not use the camera.", exact=False).wait_for()
    album.take(phone, "scanner-refused")
    phone.allows("camera")
    for name, words in (("scanner", "Hold the code into the frame."), ("scanner-other", "This code is not from")):
        if name == "scanner-other":
            camera.film("https://shop.example/win")
        phone.press("Scan with the camera")
        phone.page.get_by_text(words, exact=False).wait_for()
        phone.page.wait_for_function("() => document.querySelector('video').videoWidth > 0")
        phone.page.get_by_role("button", name="Stop the camera").scroll_into_view_if_needed()
        album.take(phone, name)
        phone.press("Stop the camera")
    camera.nothing_to_see()


def passkeys(album: Album, new_phone: PhoneMaker) -> None:
    """A passkey: none yet, while the phone is asked, in the list, at the lock, and taken away."""
    phone, other = new_phone(), new_phone()
    Authenticator(phone)
    account = phone.create_account("shots-passkey")
    goes_to_passkeys(phone)
    phone.page.get_by_role("button", name="Make a passkey").wait_for()
    album.take(phone, "passkeys-none")
    for _ in ("to the settings", "to Today"):
        phone.press("Back")
    begins_passkey(phone, "Kitchen phone")
    phone.page.get_by_text("Step 1 of 3").wait_for()
    album.take(phone, "passkey-asking")
    for step in (1, 2, 3):
        asks_phone(phone, step)
    phone.page.get_by_text("On this phone, since").wait_for()
    phone.press("Close this note")
    album.take(phone, "passkeys")
    phone.press("Take away")
    phone.page.get_by_role("dialog", name="Take this passkey away?").wait_for()
    album.take(phone, "passkey-take-away")
    phone.page.get_by_role("dialog").get_by_role("button", name="Close", exact=True).click()
    other.sign_in(account)
    goes_to_passkeys(other)
    other.page.get_by_text("Kitchen phone").wait_for()
    album.take(other, "passkeys-elsewhere")
    phone.press("Lock")
    phone.says("Locked")
    phone.page.get_by_role("button", name="Unlock with my passkey").wait_for()
    album.take(phone, "lock-passkey")
