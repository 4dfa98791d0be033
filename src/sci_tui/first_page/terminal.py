"""The terminal while it shows the first page: its other screen, no echo, and a way back."""

import os
import signal
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, Final

from sci_tui.terminfo import known

_ENTER: Final = ("\x1b[?1049h", "\x1b[?7l", "\x1b[?25h")
"""The other screen, on which a row that is full does not go on in the next."""
_LEAVE: Final = ("\x1b[999;1H\r\n", "\x1b[?7h", "\x1b[?1049l", "\x1b[?25h")
"""Where there is but one screen, what follows stands below the page."""
_ASKING: Final = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
_IFLAG, _LFLAG, _CC = 0, 3, 6
"""Where a terminal's attributes have its modes of input, its local modes and its characters."""
_CHANGED_ON_THE_WAY_IN: Final = (
    termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR
)
_DONE_BY_THE_TERMINAL: Final = termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG


class Shown:
    """A terminal that shows the first page until the reader takes it over."""

    def __init__(self) -> None:
        self._file = sys.stdin.fileno()
        self._before = termios.tcgetattr(self._file)
        self._knows = known(self._file)
        self._is_entered = False

    def enter(self, picture: str) -> None:
        """Show the page. What is typed waits unseen from now on, for whoever takes over."""
        self._is_entered = True
        attributes = termios.tcgetattr(self._file)
        attributes[_IFLAG] &= ~_CHANGED_ON_THE_WAY_IN
        attributes[_LFLAG] &= ~_DONE_BY_THE_TERMINAL
        attributes[_CC][termios.VMIN] = 1
        termios.tcsetattr(self._file, termios.TCSANOW, attributes)
        _write("".join(filter(self._knows.takes, _ENTER)) + self._knows.look(picture))

    def hand_over(self) -> list[Any]:
        """Leave the other screen to the reader, and tell how the terminal was before."""
        self._is_entered = False
        return self._before

    def restore(self) -> None:
        """Make the terminal what it was, as far as nobody else has and it is still there."""
        with suppress(OSError, termios.error):
            if self._is_entered:
                self._is_entered = False
                _write("".join(filter(self._knows.takes, _LEAVE)))
            termios.tcsetattr(self._file, termios.TCSANOW, self._before)

    def end(self, number: int, _: FrameType | None) -> None:
        """End at once, as a signal asks, with the terminal as it was. Nothing is lost by it."""
        self.restore()
        os._exit(128 + number)


@contextmanager
def shown(picture: str) -> Iterator[Shown]:
    """Show the first page; at the end the terminal is as it was, also after a signal.

    The reader that takes over answers signals itself. One that is ignored, as under ``nohup``,
    stays ignored.
    """
    terminal = Shown()
    before = {number: signal.getsignal(number) for number in _ASKING}
    for number, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(number, terminal.end)
    try:
        terminal.enter(picture)
        yield terminal
    finally:
        terminal.restore()
        for number, handler in before.items():
            signal.signal(number, handler)


def _write(text: str) -> None:
    """Write at once to where the reader will draw."""
    # Not through the stream, which cannot be used by a signal that comes while it is being used.
    left = text.encode(sys.stderr.encoding, "backslashreplace")
    while left:
        left = left[os.write(sys.stderr.fileno(), left) :]
