"""The same phones as in tests/browser."""

from tests.browser.conftest import browser, make_server, own_server, phone, server, shared_server, used_phones

__all__ = ["browser", "make_server", "own_server", "phone", "server", "shared_server", "used_phones"]
