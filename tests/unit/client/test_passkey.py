import pytest

from couplebridge.client import passkey
from couplebridge.client.errors import EncodingInvalidError, PasskeyUnstableError

from .cast import KEY, OTHER_KEY

SECRET = {"prf": {"enabled": True, "results": {"first": "c2VjcmV0"}}}
CREDENTIAL: passkey.Json = {"id": "x", "rawId": "x", "clientExtensionResults": {**SECRET, "credProps": {"rk": True}}}


def test_the_secret_of_a_passkey_is_taken_out_and_nothing_else() -> None:
    stripped = passkey.strip_prf(CREDENTIAL)
    assert stripped == {"id": "x", "rawId": "x", "clientExtensionResults": {"credProps": {"rk": True}}}
    assert passkey.carries_prf(CREDENTIAL)
    assert not passkey.carries_prf(stripped)


def test_the_secret_is_found_however_deep_it_lies() -> None:
    assert passkey.carries_prf([{"a": [SECRET]}])
    assert "c2VjcmV0" not in str(passkey.strip_prf([{"a": [SECRET]}]))


def test_a_value_counts_only_when_it_came_twice() -> None:
    assert passkey.confirm_prf(KEY, bytes(KEY)) == KEY
    with pytest.raises(PasskeyUnstableError):
        passkey.confirm_prf(KEY, OTHER_KEY)
    with pytest.raises(EncodingInvalidError):
        passkey.confirm_prf(b"", b"")
