import pytest

from couplebridge.client import encoding
from couplebridge.client.errors import EncodingInvalidError


@pytest.mark.parametrize(("write", "size"), [("u8", 1), ("u16", 2), ("u32", 4), ("u64", 8)])
def test_integers_are_big_endian_and_never_wrap(write: str, size: int) -> None:
    encode = getattr(encoding, write)
    assert encode(1) == bytes(size - 1) + b"\x01"
    assert encode(256**size - 1) == b"\xff" * size
    for bad in (-1, 256**size):
        with pytest.raises(EncodingInvalidError):
            encode(bad)


def test_a_tuple_comes_back_and_two_splits_of_the_same_bytes_differ() -> None:
    data = encoding.encode_tuple("x", b"ab", b"", b"c")
    assert encoding.decode_tuple("x", 3, data) == [b"ab", b"", b"c"]
    assert encoding.encode_tuple("x", b"a", b"bc") != encoding.encode_tuple("x", b"ab", b"c")


@pytest.mark.parametrize("label", ["", "é", "a\x00b"])
def test_a_label_that_could_be_read_in_two_ways_is_refused(label: str) -> None:
    with pytest.raises(EncodingInvalidError):
        encoding.encode_tuple(label)


def test_a_tuple_has_at_most_255_fields() -> None:
    assert encoding.encode_tuple("x", *[b""] * 255)
    with pytest.raises(EncodingInvalidError):
        encoding.encode_tuple("x", *[b""] * 256)


@pytest.mark.parametrize("change", [lambda d: d + b"\x00", lambda d: d[:-1], lambda d: b"c" + d[1:]])
def test_a_tuple_with_a_byte_more_less_or_other_is_refused(change) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(EncodingInvalidError):
        encoding.decode_tuple("x", 1, change(encoding.encode_tuple("x", b"ab")))


def test_a_tuple_of_another_label_or_count_is_refused() -> None:
    data = encoding.encode_tuple("x", b"ab")
    for label, count in (("y", 1), ("x", 2), ("x", 0)):
        with pytest.raises(EncodingInvalidError):
            encoding.decode_tuple(label, count, data)


@pytest.mark.parametrize("length", [0, 1, 1020, 1021, 1500, 70_000])
def test_padding_comes_off_again_and_hides_the_length(length: int) -> None:
    padded = encoding.pad(b"a" * length)
    assert encoding.unpad(padded) == b"a" * length
    assert len(padded) == max(1024, encoding.padme_length(length + 4))


def test_padding_that_is_not_the_expected_one_is_refused() -> None:
    padded = encoding.pad(b"abc")
    for bad in (padded + b"\x00", padded[:-1], padded[:-1] + b"\x01", b"\xff" + padded[1:], b""):
        with pytest.raises(EncodingInvalidError):
            encoding.unpad(bad)


def test_base64url_has_one_spelling() -> None:
    data = bytes(range(250, 256))
    assert encoding.b64url_decode(encoding.b64url_encode(data)) == data
    for bad in ("-_-_=", "+/+/", "a", "ab==", "aB", "a b", "é", "QQ\n"):
        with pytest.raises(EncodingInvalidError):
            encoding.b64url_decode(bad)


def test_a_lone_surrogate_is_refused_without_showing_the_text() -> None:
    assert encoding.utf8("ü") == b"\xc3\xbc"
    with pytest.raises(EncodingInvalidError) as caught:
        encoding.utf8("my secret \ud800")
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
