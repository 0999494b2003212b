"""The tree of domain errors. No HTTP here: views/errors.py is the only map to answers.

No error carries what was sent; `extra` holds ids and revisions the caller already knows.
"""

from __future__ import annotations

from typing import Any, ClassVar


class CoupleBridgeError(Exception):
    """Something was refused, and nothing was changed."""

    code: ClassVar[str] = "broken"

    def __init__(self, detail: str = "", **extra: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.extra = extra


class ConfigMissingError(CoupleBridgeError):
    """The server cannot start: a setting is absent or wrong. The detail is a sentence for whoever runs it."""


class ShapeWrongError(CoupleBridgeError):
    """A request does not have the shape it must have. `fields` = [{"path", "problem"}]."""

    code = "bad-shape"

    def __init__(self, fields: list[dict[str, str]]) -> None:
        super().__init__("", fields=fields)


class FramesMalformedError(CoupleBridgeError):
    """A body of frames, or an envelope in it, is not what the protocol allows."""

    code = "bad-frames"


class BodyTooLargeError(CoupleBridgeError):
    """More bytes or more records than one request may carry."""

    code = "too-large"


class BodyTypeError(CoupleBridgeError):
    """The content type is not the one this route reads."""

    code = "wrong-type"


class ClientTooOldError(CoupleBridgeError):
    """The app that asks speaks a protocol which this server does not answer any more."""

    code = "client-too-old"


class SessionMissingError(CoupleBridgeError):
    """Nobody is signed in, or the session ended."""

    code = "no-session"


class SignInFailedError(CoupleBridgeError):
    """One error for a wrong name, a wrong code, a wrong passphrase: they are not told apart."""

    code = "sign-in-failed"


class ProofFailedError(CoupleBridgeError):
    """The fresh passphrase, recovery code or passkey was not right."""

    code = "proof-failed"


class PasskeyRefusedError(CoupleBridgeError):
    """What a passkey answered is not right: another one, another challenge, a stale one, nobody verified."""

    code = "passkey-refused"


class RequestCrossSiteError(CoupleBridgeError):
    """The request did not come from this app's own page."""

    code = "cross-site"


class ThingAbsentError(CoupleBridgeError):
    """Not there, or not yours: the same."""

    code = "not-found"


class RevisionConflictError(CoupleBridgeError):
    """Something stored is newer. `conflicts` = [{"id", "revision"}] where there are any."""

    code = "conflict"


class OffersFullError(CoupleBridgeError):
    """Two offers are open in this direction."""

    code = "two-open"


class TogetherOpenError(CoupleBridgeError):
    """One is open between the two already."""

    code = "together-open"


class OfferRestingError(CoupleBridgeError):
    """The entry or the topic rests, or too many offers ended unopened lately."""

    code = "resting"


class OfferStateError(CoupleBridgeError):
    """This step is not possible from the state the offer is in."""

    code = "not-in-this-state"


class AlreadyPairedError(CoupleBridgeError):
    """One of the two is in a space already."""

    code = "already-paired"


class SignatureWrongError(CoupleBridgeError):
    """A statement is not signed by whoever must have signed it, or does not say what it must say."""

    code = "bad-signature"


class QuotaReachedError(CoupleBridgeError):
    """The account holds as many records or bytes as it may."""

    code = "quota"


class RateExceededError(CoupleBridgeError):
    """Too many tries. `retry_after_s` says how long to wait."""

    code = "slow-down"

    def __init__(self, retry_after_s: int) -> None:
        super().__init__("")
        self.retry_after_s = retry_after_s
