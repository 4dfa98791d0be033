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
    errors = error.errors(include_url=False)
    other_kinds = {
        tuple(e["loc"][:-1])
        for e in errors
        if e["type"] == "literal_error" and e["loc"][-1] == "kind"
    }
    for each in errors:
        branch = next(
            (each["loc"][:n] for n in range(len(each["loc"])) if each["loc"][:n] in other_kinds),
            None,
        )
        if branch is not None and len(other_kinds) < 3:
            continue
        grouped.setdefault(_field(each["loc"], raw), []).append(each)
    for field, alternatives in grouped.items():
        yield Problem(file, field, _wrong(alternatives[0]), _allowed(alternatives))


def _field(loc: Iterable[int | str], raw: object) -> str:
    """The path as a person writes it; the names of a union's branches are left out."""
    path = ""
    for part in loc:
        if isinstance(part, int):
            path += f"[{part + 1}]"
            raw = raw[part] if isinstance(raw, list) and part < len(raw) else None
        elif part.isidentifier() and not part[0].isupper():
            path += f".{part}" if path else part
            raw = raw.get(part) if isinstance(raw, dict) else None
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
