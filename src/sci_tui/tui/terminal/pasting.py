"""What is typed, as text: bytes of any kind, and what is pasted without anything that acts."""

import re
import time
from codecs import getincrementaldecoder
from collections.abc import Callable
from typing import Final

_BEGIN: Final = "\x1b[200~"
_END: Final = "\x1b[201~"
_ACTING: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_PATIENCE: Final = 1.0
"""Seconds without anything after which a paste has ended, even if nothing said so."""


class Typed:
    """Decodes what comes from a terminal.

    A byte that is no text is a replacement sign and not the end. Textual takes a key that is
    written in what is pasted for one that is pressed, and waits for the end of a paste for ever.
    """

    def __init__(self, encoding: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._decode = getincrementaldecoder(encoding)(errors="replace").decode
        self._clock = clock
        self._is_pasting = False
        self._held = ""
        self._tail = ""
        self._came = clock()

    def decode(self, data: bytes, final: bool = False) -> str:
        """What bytes say. ``final`` tells that there are no more."""
        now = self._clock()
        is_late = self._is_pasting and now > self._came + _PATIENCE
        self._came = now
        told = ""
        if is_late:
            told, self._held, self._is_pasting = _END, "", False
        return told + self._guarded(self._held + self._decode(data, final))

    def _guarded(self, text: str) -> str:
        told, self._held = "", ""
        while text:
            if not self._is_pasting:
                # The beginning may come in parts, and each is handed on: it may be the Esc key.
                tail = self._tail
                before, begin, text = (tail + text).partition(_BEGIN)
                told += (before + begin)[len(tail) :]
                self._tail = "" if begin else before[1 - len(_BEGIN) :]
                self._is_pasting = bool(begin)
                continue
            pasted, end, rest = text.partition(_END)
            if not end:
                # The end may have come in part.
                cut = _unfinished(pasted)
                pasted, self._held = pasted[:cut], pasted[cut:]
            told += _ACTING.sub("", pasted) + end
            self._is_pasting, text = not end, rest
        return told


def _unfinished(text: str) -> int:
    """Where the beginning of an end stands at the end of a text."""
    for length in range(min(len(_END) - 1, len(text)), 0, -1):
        if text.endswith(_END[:length]):
            return len(text) - length
    return len(text)
