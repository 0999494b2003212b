"""Reading what a server answered: nothing is believed about its form."""

import json
from typing import Any

from .encoding import b64url_decode
from .errors import ApiProblemError, EncodingInvalidError, ServerAnswerRefusedError
from .http import Response


class Answer:
    """A JSON object from the server; every getter refuses what is not of the stated form."""

    def __init__(self, fields: dict[str, Any]) -> None:
        self._fields = fields

    def bytes(self, name: str, size_bytes: int | None = None) -> bytes:
        """A byte string of this length; ServerAnswerRefusedError otherwise."""
        try:
            value = b64url_decode(self.text(name))
        except EncodingInvalidError as error:
            raise ServerAnswerRefusedError(f"the answer's {name} is malformed") from error
        if size_bytes is not None and len(value) != size_bytes:
            raise ServerAnswerRefusedError(f"the answer's {name} has a wrong length")
        return value

    def text(self, name: str) -> str:
        """A string."""
        return str(self._get(name, str))

    def number(self, name: str) -> int:
        """A whole number, not negative."""
        value = self._get(name, int)
        if isinstance(value, bool) or value < 0:
            raise ServerAnswerRefusedError(f"the answer's {name} is not a number")
        return int(value)

    def flag(self, name: str) -> bool:
        """True or false."""
        return bool(self._get(name, bool))

    def many(self, name: str) -> "list[Answer]":
        """A list of objects."""
        return [_as_answer(each) for each in self._get(name, list)]

    def numbers(self, name: str) -> list[int]:
        """A list of whole numbers, not negative."""
        values = self._get(name, list)
        if any(not isinstance(each, int) or isinstance(each, bool) or each < 0 for each in values):
            raise ServerAnswerRefusedError(f"the answer's {name} are not numbers")
        return list(values)

    def texts(self, name: str) -> list[str]:
        """A list of strings."""
        values = self._get(name, list)
        if any(not isinstance(each, str) for each in values):
            raise ServerAnswerRefusedError(f"the answer's {name} are not strings")
        return list(values)

    def _get(self, name: str, kind: type) -> Any:
        value = self._fields.get(name)
        if not isinstance(value, kind):
            raise ServerAnswerRefusedError(f"the answer has no {name}")
        return value


def _as_answer(value: object) -> Answer:
    if not isinstance(value, dict):
        raise ServerAnswerRefusedError("the answer is not an object")
    return Answer(value)


def read_answer(response: Response) -> Answer:
    """The object of an answer; an empty one without a body. ApiProblemError when the server said no."""
    if response.status >= 400:
        raise read_problem(response)
    return _as_answer(_load(response)) if response.body else Answer({})


def read_problem(response: Response) -> ApiProblemError:
    """The problem document; ServerAnswerRefusedError when it is not one."""
    document = _load(response)
    code, detail = (document.get("code"), document.get("detail")) if isinstance(document, dict) else (None, None)
    if not isinstance(code, str) or not isinstance(detail, str):
        raise ServerAnswerRefusedError("the server's refusal is malformed")
    known = ("type", "title", "status", "code", "detail")
    return ApiProblemError(response.status, code, detail, {n: v for n, v in document.items() if n not in known})


def _load(response: Response) -> Any:
    try:
        return json.loads(response.body)
    except ValueError as error:
        raise ServerAnswerRefusedError("the answer is not JSON") from error
