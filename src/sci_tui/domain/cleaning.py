"""What must not reach a terminal: control characters and marks that turn text around unseen."""

import re
from typing import Final

_HIDDEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
"""Controls, direction marks and overrides, invisible joiners, and halves of characters."""


def hidden(text: str) -> list[str]:
    """The characters of a text that may not be shown, in their order."""
    return _HIDDEN.findall(text)


def clean(text: str) -> str:
    """The text as one line that is safe to show and to keep; line ends become spaces."""
    spaced = "".join(" " if character.isspace() else character for character in text)
    return " ".join(_HIDDEN.sub("", spaced).split())


def shown(text: str) -> str:
    """The text as it is, unless something is hidden in it: then clean. Looking costs little."""
    return clean(text) if _HIDDEN.search(text) else text


def shown_lines(text: str) -> str:
    """The text without what may not be shown; its lines and its indents stay as they are."""
    return "\n".join(_HIDDEN.sub("", line) for line in text.split("\n"))
