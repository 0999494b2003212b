import pytest

from couplebridge.client import frames
from couplebridge.client.errors import FrameInvalidError
from couplebridge.client.frames import Frame

ID = bytes(range(16))
FRAMES = [Frame(1, ID, 2, 3, (b"envelope", b"")), Frame(255, bytes(16), 2**64 - 1, 0)]


def test_frames_come_back_and_look_as_written_down() -> None:
    body = frames.encode_frames(FRAMES)
    assert frames.decode_frames(body) == FRAMES
    first = b"CBF\x01" + b"\x01" + ID + bytes(7) + b"\x02" + bytes(7) + b"\x03"
    assert body.startswith(first + b"\x02\x00\x00\x00\x08envelope\x00\x00\x00\x00\xff")


def test_an_empty_body_is_no_frames_and_nothing_at_all_is_refused() -> None:
    assert frames.decode_frames(frames.MAGIC) == []
    with pytest.raises(FrameInvalidError):
        frames.decode_frames(b"")


def test_an_export_and_a_sync_body_are_not_taken_for_each_other() -> None:
    export = frames.encode_frames(FRAMES, frames.EXPORT_MAGIC)
    assert frames.decode_frames(export, frames.EXPORT_MAGIC) == FRAMES
    with pytest.raises(FrameInvalidError):
        frames.decode_frames(export)


def test_a_body_cut_anywhere_but_between_frames_is_refused() -> None:
    body = frames.encode_frames(FRAMES[:1])
    for length in range(len(frames.MAGIC) + 1, len(body)):
        with pytest.raises(FrameInvalidError):
            frames.decode_frames(body[:length])
    with pytest.raises(FrameInvalidError):
        frames.decode_frames(body + b"\x00")


def test_a_frame_has_at_most_16_parts_of_a_mebibyte() -> None:
    largest = Frame(1, ID, 1, 1, (bytes(frames.MAX_PART_BYTES), *[b""] * 15))
    assert frames.decode_frames(frames.encode_frames([largest])) == [largest]
    for parts in ((b"",) * 17, (bytes(frames.MAX_PART_BYTES + 1),)):
        with pytest.raises(FrameInvalidError):
            frames.encode_frames([Frame(1, ID, 1, 1, parts)])


@pytest.mark.parametrize("tail", [b"\x11" + bytes(4 * 17), b"\x01\x00\x10\x00\x01" + bytes(1024 * 1024 + 1)])
def test_a_reader_refuses_too_many_and_too_long_parts(tail: bytes) -> None:
    with pytest.raises(FrameInvalidError, match="too"):
        frames.decode_frames(frames.MAGIC + b"\x01" + ID + bytes(16) + tail)


@pytest.mark.parametrize(
    "frame", [Frame(256, ID, 1, 1), Frame(1, ID[:15], 1, 1), Frame(1, ID, -1, 1), Frame(1, ID, 1, 2**64)]
)
def test_numbers_and_ids_that_do_not_fit_are_refused(frame: Frame) -> None:
    with pytest.raises(FrameInvalidError):
        frames.encode_frames([frame])


def test_the_parts_do_not_show_in_a_repr() -> None:
    assert "envelope" not in repr(FRAMES)
