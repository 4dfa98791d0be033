"""Limits that a type carries with it, enforced wherever pydantic reads the type.

Pydantic asks each piece of ``Annotated`` metadata for ``__get_pydantic_core_schema__``; answering
that question with plain dictionaries keeps pydantic itself out of the readers.
"""

import re
from collections.abc import Callable
from typing import Annotated, Any


class Length:
    """At least ``least`` and at most ``most`` characters (of text) or members (of a list)."""

    def __init__(self, least: int, most: int) -> None:
        self.least = least
        self.most = most

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        """The schema of what is limited, with the limits added."""
        return handler(source) | {"min_length": self.least, "max_length": self.most}


class Between:
    """A number from ``least`` to ``most``, both included."""

    def __init__(self, least: float, most: float) -> None:
        self.least = least
        self.most = most

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        """The schema of the number, with the limits added."""
        return handler(source) | {"ge": self.least, "le": self.most}


class Shape:
    """Text that matches a pattern as a whole; ``allowed`` says in words what that means."""

    def __init__(self, pattern: str, allowed: str) -> None:
        self.pattern = pattern
        self.allowed = allowed

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        """The schema of the text, followed by the test of its shape."""
        return read_after(self.matching, handler(source))

    def matching(self, text: str) -> str:
        """The text, if it has the shape.

        Raises:
            ValueError: If it has not.
        """
        if not re.fullmatch(self.pattern, text):
            raise ValueError(f"{text!r} has the wrong shape. Allowed: {self.allowed}")
        return text


def read_before(convert: Callable[[Any], Any], schema: Any) -> Any:
    """A pydantic schema that converts what it is given before it checks it."""
    return {
        "type": "function-before",
        "function": {"type": "no-info", "function": convert},
        "schema": schema,
    }


def read_after(convert: Callable[[Any], Any], schema: Any) -> Any:
    """A pydantic schema that checks first and then converts."""
    return {
        "type": "function-after",
        "function": {"type": "no-info", "function": convert},
        "schema": schema,
    }


SLUG = Shape(r"[a-z0-9]+(-[a-z0-9]+)*", "lower-case letters, digits and single hyphens")
Slug = Annotated[str, SLUG]
Line = Annotated[str, Length(1, 300)]
Doi = Annotated[str, Shape(r"10\.\d{4,9}/\S+", "a DOI such as 10.1016/j.clineuro.2021.106565")]
Address = Annotated[str, Shape(r"https?://\S+", "an address that begins with http:// or https://")]
