"""What must not reach a terminal: control characters and marks that turn text around unseen."""

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import category

_HIDDEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
"""Controls, direction marks and overrides, invisible joiners, tags, and halves of characters.

The marks that choose between two drawings of a sign are among them: a terminal gives one of the two
another width than the program counts with.
"""
_MARKS: Final = frozenset(("Mn", "Me"))
_MOST_MARKS: Final = 4
"""Marks on one letter. No language sets more, and a tower of them covers the rows around it."""
_MAYBE_MARKS: Final = re.compile(f"[^\x00-\u02ff]{{{_MOST_MARKS + 1},}}")
"""Only there can more stand behind one another, so only there is each sign looked up."""


def hidden(text: str) -> list[str]:
    """The characters of a text that may not be shown, in their order."""
    found = [(each.start(), each[0]) for each in _HIDDEN.finditer(text)]
    for maybe in _MAYBE_MARKS.finditer(text):
        found += [(maybe.start() + at, maybe[0][at]) for at in _towering(maybe[0])]
    return [character for _, character in sorted(found)]


def clean(text: str) -> str:
    """The text as one line that is safe to show and to keep; line ends become spaces."""
    return " ".join(typed(text).split())


def typed(text: str) -> str:
    """The text as one line that is safe to show, with every blank of it, as it is typed."""
    spaced = "".join(" " if character.isspace() else character for character in text)
    return _safe(spaced)


def shown(text: str) -> str:
    """The text as it is, unless something is hidden in it: then clean. Looking costs little."""
    return clean(text) if hidden(text) else text


def shown_lines(text: str) -> str:
    """The text without what may not be shown; its lines and its indents stay as they are."""
    return "\n".join(map(_safe, text.split("\n")))


def _safe(text: str) -> str:
    # First what is unseen, which may stand between marks.
    return _MAYBE_MARKS.sub(_with_few_marks, _HIDDEN.sub("", text))


def _with_few_marks(found: re.Match[str]) -> str:
    towering = set(_towering(found[0]))
    return "".join(sign for at, sign in enumerate(found[0]) if at not in towering)


def _towering(text: str) -> Iterator[int]:
    """Where the marks are that stand on more than enough others."""
    marks = 0
    for at, sign in enumerate(text):
        marks = marks + 1 if category(sign) in _MARKS else 0
        if marks > _MOST_MARKS:
            yield at
