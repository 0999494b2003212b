"""Hide now, wherever one is and whatever one is doing."""

from __future__ import annotations

from tests.browser.couple import goes_to, writes
from tests.browser.support import PASSPHRASE, Phone, PhoneMaker


def hidden(phone: Phone) -> bool:
    return phone.page.locator("body").inner_text().strip() == "Nothing here."


def test_it_hides_before_one_has_an_account(phone: PhoneMaker) -> None:
    alice = phone()
    alice.open()
    alice.press("Hide now")
    assert hidden(alice)
    alice.page.reload()
    alice.says("Yours alone")


def test_it_hides_in_the_middle_of_making_an_account_and_forgets_what_was_typed(phone: PhoneMaker) -> None:
    alice = phone()
    alice.open()
    alice.press("Start on my own")
    alice.fill("Sign-in name", "canary-zrw")
    alice.press("Go on")
    alice.fill("Passphrase", PASSPHRASE)
    alice.press("Hide now")
    assert hidden(alice)
    alice.page.go_back()
    assert "canary-zrw" not in alice.page.content()
    assert "canary-zrw" not in alice.storage()


def test_it_hides_without_a_network_and_the_passphrase_is_needed_afterwards(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("hide-offline")
    alice.expect_wrong("ERR_INTERNET_DISCONNECTED")
    alice.goes_offline()
    alice.press("Hide now")
    assert hidden(alice)
    alice.page.reload()
    alice.says("Locked")
    alice.unlock()
    alice.comes_online()


def test_other_keys_and_two_taps_hide_nothing(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("hide-not")
    alice.title.dblclick()
    for key in ("Shift", "Shift", "Escape"):
        alice.page.keyboard.press(key)
    alice.says("Today")


def test_three_taps_on_the_title_of_a_sheet_hide(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("hide-sheet")
    writes(alice, "canary of the sheet")
    goes_to(alice, "Mine")
    alice.press("Choose by topic or feeling")
    sheet = alice.page.locator("dialog[open] .sheet__title")
    for _ in range(3):
        sheet.click()
    assert hidden(alice)


def test_hidden_while_the_passphrase_is_stretched_nothing_opens_behind_it(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("hide-stretching")
    alice.page.get_by_role("button", name="Lock").click()
    alice.says("Locked")
    alice.fill("Passphrase", PASSPHRASE)
    asked: list[str] = []
    alice.page.on("request", lambda request: asked.append(request.url))
    # In one turn of the page: the stretching has begun, and is not over.
    alice.page.evaluate("""() => {
      const end = Worker.prototype.terminate;
      Worker.prototype.terminate = function () {
        end.call(this);
        // A few turns behind the stretching, when whatever it leads to has asked the server.
        fetch('/api/health').then(() => fetch('/api/health')).then(() => fetch('/api/health'))
          .then(() => { document.documentElement.dataset.stretched = 'yes'; });
      };
      document.querySelector('form').requestSubmit();
      document.querySelector('.hide-now').click();
    }""")
    assert hidden(alice)
    alice.page.wait_for_selector("[data-stretched]")
    assert [url for url in asked if not url.endswith("/health") and "/api/" in url and "/session" not in url] == []


def test_locked_in_one_tab_the_other_is_locked_too(phone: PhoneMaker) -> None:
    alice = phone()
    alice.has_account("hide-tabs")
    alice.expect_wrong("answer 401")  # what the other tab asked in the moment in which the session ended
    other = alice.another_tab()
    other.goto(alice.page.url)
    other.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    other.keyboard.press("Enter")
    other.get_by_role("heading", name="Today").wait_for()
    alice.press("Hide now")
    assert hidden(alice)
    other.get_by_label("Passphrase", exact=True).wait_for()
