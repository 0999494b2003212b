"""The code by which a second device learns the account code and the name: `…/add#` + base64url.

Protocol, "Adding a device". It opens nothing without the passphrase.
"""

from .codes import CODE_BYTES
from .encoding import Reader, b64url_decode, b64url_encode, exactly, utf8
from .errors import CodeInvalidError, EncodingInvalidError

_VERSION = b"\x01"


def make_device_fragment(account_code: bytes, name: str) -> str:
    """base64url(`01 ‖ account code 16 ‖ name UTF-8`); secret."""
    return b64url_encode(_VERSION + exactly(account_code, CODE_BYTES, "an account code") + utf8(name))


def parse_device_fragment(fragment: str) -> tuple[bytes, str]:
    """The account code, 16 secret bytes, and the name; CodeInvalidError unless it is whole."""
    try:
        data = b64url_decode(fragment.removeprefix("#"))
        reader = Reader(data)
        reader.expect(_VERSION, "the device link")
        code, name = reader.take(CODE_BYTES), data[1 + CODE_BYTES :].decode("utf-8")
    except (EncodingInvalidError, UnicodeDecodeError):
        # `from None`: nothing of the code goes up with the error.
        raise CodeInvalidError("a device link is not whole") from None
    if not name:
        raise CodeInvalidError("a device link is not whole")
    return code, name
