"""What another app shares goes to the service worker; where there is none, the server throws it away unread."""

from __future__ import annotations

import io
import logging

import pytest
from flask import Flask


class Unread(io.BytesIO):
    """A body that nobody may look into."""

    def read(self, _size: int | None = -1, /) -> bytes:
        raise AssertionError("the body was read")

    readline = readinto = read  # type: ignore[assignment]


def test_it_is_turned_back_unread_and_leaves_no_line(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = app.test_client().post(
            "/share",
            input_stream=Unread(b"canary" * 1000),
            content_type="multipart/form-data; boundary=canary",
            headers={"Sec-Fetch-Site": "none"},
            base_url="https://bridge.test",
        )
    assert (answer.status_code, answer.headers["Location"]) == (303, "/share#missed")
    assert "canary" not in caplog.text


@pytest.mark.parametrize("path", ["/", "/join", "/share/more"])
def test_no_other_address_takes_a_form(app: Flask, path: str) -> None:
    answer = app.test_client().post(path, data={"text": "canary"}, base_url="https://bridge.test")
    assert answer.status_code in (404, 405)
