"""Everything the client refuses, as one small tree.

A message says which kind of thing was refused and never carries a key, a code or plaintext.
"""


class ClientError(Exception):
    """The root: whatever the client refuses is one of these."""


class EncodingInvalidError(ClientError):
    """Bytes or text that are not in the one form the protocol allows."""


class CodeInvalidError(ClientError):
    """A typed account or recovery code that cannot be right."""


class ParametersRefusedError(ClientError):
    """Passphrase parameters outside the floor and the ceiling, whoever sent them."""


class KeyWrapRefusedError(ClientError):
    """A wrapped key that does not open here."""


class SlotRefusedError(ClientError):
    """A slot that does not open: another user's, changed, or another secret."""


class RecordRefusedError(ClientError):
    """A record that is not exactly the one the reader expected."""


class ManifestRefusedError(ClientError):
    """A manifest that is older than one already seen, or that differs from the records."""


class BundleInvalidError(ClientError):
    """An identity bundle that is malformed, or whose points are not on the curve."""


class SignatureInvalidError(ClientError):
    """A signature that the stated key did not make over exactly these bytes."""


class ShareRefusedError(ClientError):
    """A wrap that was not made for this key and this context."""


class StatementRefusedError(ClientError):
    """A consent statement that is malformed, out of order, or about something else."""


class PairingRefusedError(ClientError):
    """An invitation or an answer to one that does not hold."""


class InviteExpiredError(PairingRefusedError):
    """An invitation that is over, or that claims to last longer than a day."""


class PasskeyUnstableError(ClientError):
    """A passkey that did not give the same value twice: no slot may be built on it."""


class EchoRefusedError(ClientError):
    """An echo message that breaks the rules of a run."""


class FrameInvalidError(ClientError):
    """A sync body that is not framed as agreed."""


class ServerUnreachableError(ClientError):
    """Nothing answered. What was written stays in the outbox."""


class ServerAddressRefusedError(ClientError):
    """An address to which a session must not be sent: neither https nor this computer."""


class ServerAnswerRefusedError(ClientError):
    """An answer that an honest server would not give: changed, rolled back, cut short or malformed."""


class ApiProblemError(ClientError):
    """The server said no. `code` is one of docs/protocol.md, Errors; `extra` the other members."""

    def __init__(self, status: int, code: str, detail: str, extra: dict[str, object]) -> None:
        super().__init__(f"{code}: {detail}")
        self.status = status
        self.code = code
        self.detail = detail
        self.extra = extra


class SyncUnsettledError(ClientError):
    """Other devices wrote at the same time, again and again. Nothing was lost; try once more."""


class AccountLockedError(ClientError):
    """The keys are not in memory."""


class AccountMissingError(ClientError):
    """Nobody has signed in on this device."""


class PassphraseWrongError(ClientError):
    """What was typed does not open this account."""


class AccountCodeMissingError(ClientError):
    """This device does not hold the account code: it signed in with the recovery code alone."""


class RecordMissingError(ClientError):
    """No such entry, version or offer on this device."""


class TextTooLongError(ClientError):
    """A text of more than 20,000 characters."""


class NotPairedError(ClientError):
    """There is nobody at the other end of the bridge."""


class PartnerKeyChangedError(ClientError):
    """The partner's keys are not the pinned ones. Everything stops; only leaving and pairing again lifts it."""


class OfferRefusedError(ClientError):
    """This cannot be offered or answered now. `reason` says why, in one word of bridge_rules.py."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class AttachmentRefusedError(ClientError):
    """A photo or voice note of which a chunk is missing, changed, swapped or another one's."""


class ExportInvalidError(ClientError):
    """A file that is not a whole export of version 1."""
