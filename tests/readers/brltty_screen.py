"""The screen of a terminal in shared memory, where BRLTTY's driver "sc" looks for it.

A GNU screen with BRLTTY's patch keeps one there: a byte each for columns, rows and the cursor's
column and row, then every character as a byte, then the colours of every character as a byte, then
the number of the window and how it sends arrow keys. BRLTTY finds it by a key made from the folder
that it takes for its home.
"""

import ctypes
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

_BYTES: Final = 4 + 132 * 66 * 2
"""What BRLTTY asks for: room for 132 columns and 66 rows."""

_PROJECT: Final = ord("b")
_CREATE: Final = 0o1000
_ALONE: Final = 0o2000
_OWNER: Final = 0o700
"""BRLTTY asks for all rights of the owner, and gets nothing if one is missing."""

_REMOVE: Final = 0

_LIGHT_GREY_ON_BLACK: Final = 7
_WINDOW_AND_FLAGS: Final = b"\0\0"
_UNREADABLE: Final = "\N{REPLACEMENT CHARACTER}"
# BRLTTY reads a byte as Latin-1 in the C locale, and nobody writes these.
_FREE: Final = range(0x80, 0xA0)


class Alphabet:
    """Every sign that a screen shows as one byte; one that Latin-1 lacks has a stand-in.

    Dots are those of the stand-in then, but it is text that is compared.
    """

    def __init__(self) -> None:
        self._bytes: dict[str, str] = {}
        self._signs: dict[str, str] = {}

    def bytes_of(self, text: str) -> bytes:
        """A text for BRLTTY."""
        return "".join(self._byte(sign) for sign in text).encode("latin-1")

    def text_of(self, shown: str) -> str:
        """The text again."""
        return "".join(self._signs.get(byte, byte) for byte in shown)

    def _byte(self, sign: str) -> str:
        if ord(sign) < _FREE.start or _FREE.stop <= ord(sign) < 0x100:
            return sign
        if sign not in self._bytes:
            byte = chr(_FREE[len(self._bytes)])
            self._bytes[sign], self._signs[byte] = byte, sign
        return self._bytes[sign]


class SharedScreen:
    """A segment of shared memory with a screen in it, for one BRLTTY.

    Args:
        home: The folder that makes its key.

    Raises:
        FileExistsError: If another segment has that key; another folder has another one.
    """

    def __init__(self, home: Path) -> None:
        self._kernel = _kernel()
        key = self._kernel.ftok(os.fsencode(home), _PROJECT)
        self._number = self._kernel.shmget(key, _BYTES, _CREATE | _ALONE | _OWNER)
        if self._number == -1:
            # Python makes a FileExistsError of it where it is one.
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), home)
        self._at: int | None = self._kernel.shmat(self._number, None, 0)
        self.alphabet = Alphabet()

    def show(self, rows: Sequence[str], cursor: tuple[int, int]) -> None:
        """Put what a terminal shows there."""
        cells = b"".join(self.alphabet.bytes_of(row) for row in rows)
        header = bytes((len(rows[0]), len(rows), *cursor))
        colours = bytes((_LIGHT_GREY_ON_BLACK,)) * len(cells)
        image = header + cells + colours + _WINDOW_AND_FLAGS
        assert self._at is not None, "The segment is gone."
        ctypes.memmove(self._at, image, len(image))

    def forget(self) -> None:
        """Let nobody find it any more; it goes with the last process that has it."""
        self._kernel.shmctl(self._number, _REMOVE, None)

    def close(self) -> None:
        """Take it away."""
        self.forget()
        if self._at is not None:
            self._kernel.shmdt(self._at)
            self._at = None


def _kernel() -> ctypes.CDLL:
    library = ctypes.CDLL(None, use_errno=True)
    library.ftok.argtypes = [ctypes.c_char_p, ctypes.c_int]
    library.shmget.argtypes = [ctypes.c_int, ctypes.c_size_t, ctypes.c_int]
    library.shmat.argtypes = [ctypes.c_int, ctypes.c_void_p, ctypes.c_int]
    library.shmat.restype = ctypes.c_void_p
    library.shmctl.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_void_p]
    library.shmdt.argtypes = [ctypes.c_void_p]
    return library
