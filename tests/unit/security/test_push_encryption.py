"""Sealing for one browser: the example of RFC 8291 byte for byte, and what another hand opens."""

from __future__ import annotations

import secrets

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from couplebridge.base64url import decode
from couplebridge.security.push_encryption import encrypt, is_point
from tests.support.push_service import Browser

# RFC 8291, section 5 and appendix A
UA_PUBLIC = decode("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4")
AUTH = decode("BTBZMqHH6r4Tts7J_aSIgg")
AS_PRIVATE = decode("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")
SALT = decode("DGv6ra1nlYgDCS1FRnbzlw")
BODY = decode(
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
    "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_the_example_of_the_standard() -> None:
    ours = ec.derive_private_key(int.from_bytes(AS_PRIVATE, "big"), ec.SECP256R1())
    plain = b"When I grow up, I want to be a watermelon"
    assert encrypt(plain, UA_PUBLIC, AUTH, ours=ours, salt=SALT) == BODY


def test_another_hand_opens_it_and_nobody_else_does() -> None:
    browser, other = Browser("https://push.test"), Browser("https://push.test")
    body = encrypt(b"a sentence", browser.p256dh, browser.auth)
    assert http_ece.decrypt(body, private_key=browser.private, auth_secret=browser.auth) == b"a sentence"
    with pytest.raises(http_ece.ECEException):
        http_ece.decrypt(body, private_key=other.private, auth_secret=browser.auth)
    with pytest.raises(http_ece.ECEException):
        http_ece.decrypt(body, private_key=browser.private, auth_secret=other.auth)


def test_each_has_a_key_and_a_salt_of_its_own() -> None:
    browser = Browser("https://push.test")
    one, two = (encrypt(b"the same", browser.p256dh, browser.auth) for _ in range(2))
    assert (one[:16], one[21:86]) != (two[:16], two[21:86])
    assert len(one) == len(two)


def test_what_is_no_point_is_no_key() -> None:
    assert is_point(UA_PUBLIC)
    assert not is_point(b"\x04" + bytes(64))
    assert not is_point(secrets.token_bytes(64) + b"\x00")
