"""Codes for the camera of a phone (QR codes): what one holds, and a text in parts for several.

How a code is drawn is known to ``layout``. How much fits is told here, as pages are made of parts.
"""

import re
from collections.abc import Iterator
from typing import Final

QUIET: Final = 3
"""Modules of light around a code, at the least. The standard asks for four, of which a screen of 24
rows has no room for the last; cameras make do with two."""
IN_ANY_WINDOW: Final = 77
"""The side of a code where no window limits it: version 13, which a phone still reads from a
hand's breadth of screen or paper."""
ON_PAPER: Final = 66
"""The side of a code on a sheet that is 66 columns wide."""

_SMALLEST: Final = 21
_STEP: Final = 4
"""Modules of the side of version 1, and by which the side of each next version is longer."""
_BYTES: Final = (17, 32, 53, 78, 106, 134, 154, 192, 230, 271, 321, 367, 425)
"""Bytes that versions 1 to 13 hold at error correction L (ISO/IEC 18004)."""
_ENCODING: Final = 2
"""Bytes that it takes to say that a text is UTF-8."""
_NUMBERED: Final = len("(99/99) ")
_LEAST: Final = 60
"""Bytes of text that a part has to have room for, as nobody scans codes by the dozen."""


def most_bytes(side: int) -> int:
    """How many bytes of UTF-8 a code holds that has so many modules on a side, quiet zone too."""
    version = (side - 2 * QUIET - _SMALLEST) // _STEP + 1
    return _BYTES[min(version, len(_BYTES)) - 1] - _ENCODING if version > 0 else 0


def in_parts(text: str, side: int) -> tuple[str, ...]:
    """A text in parts that each fit a code, numbered (``(1/4) ``) where there are several.

    Words stay whole where they can. Empty if the side leaves too little room for text.
    """
    room = most_bytes(side)
    if len(text.encode()) <= room:
        return (text,)
    if room - _NUMBERED < _LEAST:
        return ()
    parts = tuple(_cut(text, room - _NUMBERED))
    return tuple(f"({number}/{len(parts)}) {part}" for number, part in enumerate(parts, start=1))


def _cut(text: str, room: int) -> Iterator[str]:
    part = ""
    for word in re.findall(r"\S+\s*|\s+", text):
        for piece in _pieces(word, room):
            if part and len((part + piece).rstrip().encode()) > room:
                yield part.rstrip()
                part = ""
            part += piece
    if part.strip():
        yield part.rstrip()


def _pieces(word: str, room: int) -> Iterator[str]:
    """A word with the blank after it, in pieces where it is longer than a part."""
    piece = ""
    for sign in word:
        if len((piece + sign).rstrip().encode()) > room:
            yield piece
            piece = ""
        piece += sign
    yield piece
