"""The same phones as in tests/browser."""

from tests.browser.conftest import browser, own_server, phone, server, shared_server

__all__ = ["browser", "own_server", "phone", "server", "shared_server"]
