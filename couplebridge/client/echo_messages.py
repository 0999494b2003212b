"""Signed echo messages, bound to their space, run, step, list version and author.

Protocol, "Echo". One label for the three steps, and the step inside: a message of one step never
passes for another, nor one run's for the next.
"""

from dataclasses import dataclass

from . import curve
from .encoding import encode_tuple, exactly, u8, u32
from .errors import EchoRefusedError, SignatureInvalidError

STEP_POINTS = {1: 5, 2: 10, 3: 5}


@dataclass(frozen=True)
class EchoMessage:
    """Space 16, run 16, step 1 … 3, list version, author's fingerprint 32, x of 32 bytes each."""

    space: bytes
    run: bytes
    step: int
    list_version: int
    author_fp: bytes
    points: tuple[bytes, ...]

    def to_bytes(self) -> bytes:
        """tuple("echo", space, run, u8 step, u32 list version, author fp, points as one field)."""
        if len(self.points) != STEP_POINTS.get(self.step):
            raise EchoRefusedError("an echo message has the wrong number of points for its step")
        points = b"".join(exactly(x, curve.X_BYTES, "an x-coordinate") for x in self.points)
        ids = exactly(self.space, 16, "a space id"), exactly(self.run, 16, "a run id")
        bound = u8(self.step), u32(self.list_version), exactly(self.author_fp, 32, "a fingerprint")
        return encode_tuple("echo", *ids, *bound, points)


def sign_echo(message: EchoMessage, signing_private: curve.PrivateKey) -> bytes:
    """Raw 64-byte signature."""
    return curve.sign(signing_private, message.to_bytes())


def verify_echo(message: EchoMessage, signature: bytes, signing_public: bytes) -> None:
    """EchoRefusedError unless the pinned author at this 65-byte point signed exactly this step."""
    try:
        curve.verify(signing_public, message.to_bytes(), signature)
    except SignatureInvalidError as error:
        raise EchoRefusedError("an echo message was not signed by its author") from error
