"""What is wrong with a content file: which file, which field, what is wrong, what is allowed."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError


class Problem(NamedTuple):
    """One thing to mend in one field of one file."""

    file: str
    field: str
    wrong: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.file}: {self.field}: {self.wrong}. Allowed: {self.allowed}."


_ALLOWED = {
    "missing_argument": "this field has to be given",
    "missing": "this field has to be given",
    "string_type": "text in quotes",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list in [ ]",
    "extra_forbidden": "only the fields the content guide names",
    "unexpected_keyword_argument": "only the fields the content guide names",
}
_LIMITS = {
    "too_short": "at least {min_length} in the list",
    "too_long": "at most {max_length} in the list",
    "string_too_short": "at least {min_length} characters",
    "string_too_long": "at most {max_length} characters",
    "greater_than_equal": "{ge} or more",
    "less_than_equal": "{le} or less",
    "enum": "{expected}",
    "literal_error": "{expected}",
}
_MISSING = ("missing", "missing_argument")


def problems_in(file: str, error: ValidationError, raw: object) -> Iterator[Problem]:
    """One problem for each field that did not pass, its alternatives told together."""
    grouped: dict[str, list[Any]] = {}
    for each in _of_its_own_kind(error.errors(include_url=False)):
        grouped.setdefault(_field(each["loc"], raw), []).append(each)
    for field, alternatives in grouped.items():
        yield Problem(file, field, _wrong(alternatives[0]), _allowed(alternatives))


def _of_its_own_kind(errors: Iterable[Any]) -> Iterator[Any]:
    """The errors without those of the kinds that a figure is not.

    A figure that did not pass was tried as each kind. Where it is one of them, only what is wrong
    with that is told; where it is none, that its kind is wrong and no more.
    """
    errors = list(errors)
    tried: dict[Any, set[Any]] = {}
    not_meant: dict[Any, set[Any]] = {}
    for each in errors:
        for place, kind in _branch(each["loc"]):
            tried.setdefault(place, set()).add(kind)
            if each["loc"][-1] == "kind":
                not_meant.setdefault(place, set()).add(kind)
    for each in errors:
        for place, kind in _branch(each["loc"]):
            wrong = not_meant.get(place, set())
            told = each["loc"][-1] == "kind" if wrong == tried[place] else kind not in wrong
            if not told:
                break
        else:
            yield each


def _branch(loc: tuple[int | str, ...]) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """Where in a file something was tried as several types, and as which of them."""
    for at, part in enumerate(loc):
        if _is_type(part):
            yield loc[:at], str(part)


def _is_type(part: int | str) -> bool:
    """Whether it is a name that pydantic gave to a branch of a union, and not one of a field."""
    return isinstance(part, str) and not (part.isidentifier() and part[0].islower())


def _field(loc: Iterable[int | str], raw: object) -> str:
    """The path as a person writes it; the names of a union's branches are left out."""
    path = ""
    for part in loc:
        if isinstance(part, int):
            path += f"[{part + 1}]"
            raw = raw[part] if isinstance(raw, list) and part < len(raw) else None
        elif isinstance(raw, dict) and not _is_type(part):
            path += f".{part}" if path else part
            raw = raw.get(part)
    return path or "the file"


def _wrong(error: Any) -> str:
    if error["type"] in _MISSING:
        return "is missing"
    if error["type"] in ("extra_forbidden", "unexpected_keyword_argument"):
        return "is not a field of this file"
    if error["type"] == "value_error":
        return str(error["ctx"]["error"]).partition(". Allowed: ")[0]
    shown = repr(error["input"])
    return f"is {shown if len(shown) <= 60 else shown[:57] + '...'}"


def _allowed(errors: list[Any]) -> str:
    return " or ".join(dict.fromkeys(_allowed_by(error) for error in errors))


def _allowed_by(error: Any) -> str:
    if error["type"] in _LIMITS:
        return _LIMITS[error["type"]].format(**error["ctx"]).replace("'", '"')
    if error["type"] == "value_error":
        return str(error["ctx"]["error"]).partition(". Allowed: ")[2] or "a value that exists"
    return _ALLOWED.get(error["type"], str(error["msg"]))
