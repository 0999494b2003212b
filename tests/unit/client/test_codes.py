import pytest

from couplebridge.client.codes import format_code, parse_code
from couplebridge.client.errors import CodeInvalidError, EncodingInvalidError

CODE = bytes.fromhex("3cc3ed7da38d09baf15c1e5680b65525")


@pytest.mark.parametrize("code", [bytes(16), b"\xff" * 16, CODE])
def test_a_code_survives_being_printed_and_typed(code: bytes) -> None:
    text = format_code(code)
    assert [len(group) for group in text.split("-")] == [4] * 6 + [3]
    assert parse_code(text) == code


def test_reading_forgives_what_tired_people_do() -> None:
    text = format_code(CODE)
    typed = text.lower().replace("-", " – ").replace("0", "o").replace("1", "l")
    assert typed != text
    assert parse_code(f" {typed}\n") == CODE
    assert parse_code(text.replace("1", "i").replace("-", "−")) == CODE


def test_every_single_wrong_character_is_caught() -> None:
    text = format_code(CODE).replace("-", "")
    for at in range(27):
        wrong = "7" if text[at] != "7" else "8"
        with pytest.raises(CodeInvalidError):
            parse_code(text[:at] + wrong + text[at + 1 :])


@pytest.mark.parametrize("text", ["", format_code(CODE)[:-1], format_code(CODE) + "0"])
def test_a_code_of_another_length_is_refused(text: str) -> None:
    with pytest.raises(CodeInvalidError, match="27 characters"):
        parse_code(text)


def test_a_character_that_codes_never_use_is_refused() -> None:
    with pytest.raises(CodeInvalidError, match="never use"):
        parse_code("U" + format_code(CODE)[1:])


def test_a_number_above_128_bits_is_refused_even_with_its_right_check() -> None:
    # 8 × 32^25 is 2^128; the check fits it, so that only the size is wrong.
    check = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U"[2**128 % 37]
    with pytest.raises(CodeInvalidError):
        parse_code("8" + "0" * 25 + check)


def test_only_16_bytes_make_a_code() -> None:
    with pytest.raises(EncodingInvalidError):
        format_code(bytes(15))
