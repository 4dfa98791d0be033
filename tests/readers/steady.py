"""A terminal between a program and a screen reader that makes both independent of the machine.

A screen reader says what it finds when it looks. How often it looks while a program writes depends
on how fast the machine is and on what else runs there, and so does what it says. Here what a
program writes is held until the program rests, and is then handed on at once; if it is more than a
kernel hands on at once, in portions, each when the screen reader rests too. That is what happens on
a machine with nothing else to do.
"""

import fcntl
import os
import pty
import select
import signal
import sys
import termios
import time
import tty
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from tests.readers.processes import are_working

_PORTION: Final = 2048
"""Bytes. So much a kernel hands on at once, and so much Fenrir reads at once."""

_REST: Final = 0.05
"""Seconds; as often Fenrir looks at a console, as it comes."""
_ARRIVES: Final = 0.006
_LOOK: Final = 0.002
_AT_ONCE: Final = 65536
_SIZE: Final = b"\0" * 8


class Steady:
    """Stands between standard input and output, where the screen reader is, and a program.

    Args:
        command: The program with its arguments.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._reader = os.getppid()
        self._program, self._file = pty.fork()
        if self._program == 0:
            os.execvp(command[0], list(command))
        self._held = b""
        self._portions: list[bytes] = []
        self._rested_since = time.monotonic()

    def run(self) -> int:
        """Hand on what is typed and what is written until the program ends.

        Returns:
            How the program ended.
        """
        signal.signal(signal.SIGWINCH, lambda *_signal: self._follow_the_size())
        self._follow_the_size()
        tty.setraw(0)
        while self._took_in():
            self._hand_on()
        while self._waits:
            self._hand_on()
            time.sleep(_LOOK)
        return os.waitstatus_to_exitcode(os.waitpid(self._program, 0)[1])

    @property
    def _waits(self) -> bool:
        """Whether there is something to hand on."""
        return bool(self._held or self._portions)

    def _took_in(self) -> bool:
        """Take in what was typed or written; False when the program has ended."""
        ready = select.select([0, self._file], [], [], _LOOK if self._waits else None)[0]
        if 0 in ready:
            os.write(self._file, os.read(0, _AT_ONCE))
        if self._file in ready:
            try:
                self._held += os.read(self._file, _AT_ONCE)
            except OSError:
                return False
            self._rested_since = time.monotonic()
        return True

    def _hand_on(self) -> None:
        """Hand on a portion, if both have rested for a while."""
        now = time.monotonic()
        if are_working([self._program, self._reader]):
            self._rested_since = now
        elif now > self._rested_since + _REST:
            if not self._portions:
                self._portions, self._held = _portions(self._held), b""
            if self._portions:
                self._put_before_the_reader(self._portions.pop(0))
                self._rested_since = time.monotonic()

    def _put_before_the_reader(self, portion: bytes) -> None:
        """Write all of it before the screen reader can look: the kernel writes it in pieces."""
        os.kill(self._reader, signal.SIGSTOP)
        try:
            os.write(1, portion)
            time.sleep(_ARRIVES)
        finally:
            os.kill(self._reader, signal.SIGCONT)

    def _follow_the_size(self) -> None:
        with suppress(OSError):
            size = fcntl.ioctl(0, termios.TIOCGWINSZ, _SIZE)
            fcntl.ioctl(self._file, termios.TIOCSWINSZ, size)


def _portions(written: bytes) -> list[bytes]:
    """Portions that end with a row: YASR loses what follows a sequence that is cut in two."""
    portions = []
    while len(written) > _PORTION:
        end = written.rfind(b"\n", 0, _PORTION) + 1 or _PORTION
        portions.append(written[:end])
        written = written[end:]
    return [*portions, written] if written else portions


if __name__ == "__main__":
    sys.exit(Steady(sys.argv[1:]).run())
