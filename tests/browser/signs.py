"""A phone whose browser subscribes at the push service of the test: no browser here has a service of its own."""

from __future__ import annotations

import json
from typing import Any

from tests.browser.support import Phone
from tests.support.push_service import Browser

# of waiting 20 ms for what tells nobody that it came
TRIES = 2_000
# before any script of the page: what the browser's maker would answer. Whether it is subscribed outlives a reload
SUBSCRIBE = """(() => {
  const wanted = SUBSCRIPTIONS;
  const at = () => Number(sessionStorage.getItem('subscribed') ?? -1);
  const made = () => wanted[at()] && {
    options: {}, toJSON: () => wanted[at()],
    unsubscribe: async () => { sessionStorage.setItem('subscribed', -1); return true; },
  };
  PushManager.prototype.getSubscription = async () => made() ?? null;
  PushManager.prototype.subscribe = async (wish) => {
    globalThis.subscribedWith = { shown: wish.userVisibleOnly, bytes: wish.applicationServerKey.length };
    const count = Number(sessionStorage.getItem('count') ?? 0);
    sessionStorage.setItem('subscribed', count);
    sessionStorage.setItem('count', count + 1);
    return made();
  };
})()"""
SHOWN = """async () => (await (await navigator.serviceWorker.ready).getNotifications())
  .map(({ title, body, tag, data, actions }) => [title, body, tag, data, (actions ?? []).length])"""
# asked again and again, because nothing tells a page that a sign came or went
WAIT = """async (count) => {
  const registration = await navigator.serviceWorker.ready;
  for (let tries = 0; (await registration.getNotifications()).length !== count; tries += 1) {
    if (tries === TRIES) throw new Error('the signs on this phone are not so many');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}""".replace("TRIES", str(TRIES))
READY = "() => navigator.serviceWorker.ready.then(() => true)"
ALL_DAY = b'"from_minute":0,"until_minute":0'
WATCH_BADGES = (
    """() => { self.badges = []; self.navigator.setAppBadge = async (...given) => void self.badges.push(given); }"""
)
# no test can press a sign of the system; this is the event that a press makes
PRESS = """async () => {
  self.opened = [];
  Clients.prototype.matchAll = async () => self.pages;
  Clients.prototype.openWindow = async (url) => void self.opened.push(url);
  const [notification] = await self.registration.getNotifications();
  const event = new NotificationEvent('notificationclick', { notification });
  const waited = [];
  event.waitUntil = (work) => waited.push(work);
  self.dispatchEvent(event);
  await Promise.all(waited);
  return self.opened;
}"""

# a person who presses "Don't allow", and finds the setting later
FORBIDS = """(() => {
  Object.defineProperty(Notification, 'permission', { get: () => sessionStorage.getItem('permission') ?? 'default' });
  Notification.requestPermission = async () => { sessionStorage.setItem('permission', 'denied'); return 'denied'; };
})()"""
NO_PUSH = "(() => { delete globalThis.PushManager; })()"


def subscribing(phone: Phone, origin: str, *, allowed: bool = True, count: int = 2) -> list[Browser]:
    """From its next load on this phone subscribes with these, one after the other."""
    browsers = [Browser(origin) for _ in range(count)]
    script = SUBSCRIBE.replace("SUBSCRIPTIONS", json.dumps([browser.as_json() for browser in browsers]))
    phone.page.add_init_script(script)
    if allowed:
        phone.allows("notifications")
    return browsers


def opens_signs(phone: Phone) -> None:
    """From anywhere to the screen of signs."""
    phone.page.get_by_role("navigation", name="Places").get_by_role("button", name="Today", exact=True).click()
    phone.says("Today")
    phone.press("Settings and good to know")
    phone.press("A sign of something new")
    phone.says("A sign")


def wants_signs(phone: Phone) -> None:
    """Turns them on, for the whole day: a test may run at night."""
    opens_signs(phone)
    phone.page.get_by_role("switch", name="Show me a sign").click()
    # until the server has heard of both: whoever locks or hides before that takes the session from under the second
    with phone.page.expect_response(lambda answer: ALL_DAY in (answer.request.post_data_buffer or b"")):
        for label in ("From", "Until"):
            phone.fill(label, "00:00")
    phone.page.get_by_text("All day and all night.").wait_for()


def wait_for_signs(phone: Phone, count: int) -> None:
    """Until so many stand on the phone."""
    phone.page.evaluate(WAIT, count)


def deliver(phone: Phone, data: bytes) -> None:
    """What the push service of the browser's maker would hand to the service worker."""
    phone.page.evaluate(READY)
    # what is shown outlives a wiping: no test after this one has the phone
    session = phone.context.new_cdp_session(phone.page)
    found: list[dict[str, Any]] = []
    session.on("ServiceWorker.workerRegistrationUpdated", lambda event: found.extend(event["registrations"]))
    session.send("ServiceWorker.enable")
    place = {"origin": phone.url, "registrationId": _registration(phone, found)}
    session.send("ServiceWorker.deliverPushMessage", {**place, "data": data.decode()})
    wait_for_signs(phone, 1)
    session.detach()


def _registration(phone: Phone, found: list[dict[str, Any]]) -> str:
    """The app's own, once Chromium has told: it does so by an event, which comes when it comes."""
    for _ in range(TRIES):
        own = [each for each in found if each["scopeURL"] == phone.url + "/" and not each["isDeleted"]]
        if own:
            identity: str = own[-1]["registrationId"]
            return identity
        phone.page.wait_for_timeout(20)
    raise AssertionError("Chromium told of no service worker of this phone")
