"""Lines from a terminal, waited for a moment at a time, so that a clock can be looked at."""

import errno
import os
import select
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final, TextIO

_MOST: Final = 4096
"""Bytes of a line that is not ended yet, as many as a terminal keeps; what is more is dropped."""


class Listening:
    """What is typed, read from its descriptor: nothing waits in a buffer that cannot be seen.

    Args:
        lines: Where it is typed.
        look: What to do while nothing comes; it may end the waiting by raising something.
        often: After how many seconds to do it again.
    """

    def __init__(self, lines: TextIO, look: Callable[[], None], often: float) -> None:
        self._descriptor = lines.fileno()
        self._encoding = lines.encoding
        self._look = look
        self._often = often
        self._held = b""

    def fileno(self) -> int:
        """The descriptor."""
        return self._descriptor

    def isatty(self) -> bool:
        """Whether somebody types at a terminal."""
        return os.isatty(self._descriptor)

    def readline(self) -> str:
        """The next line; nothing at the end of what is no terminal.

        At a terminal the end of input, as Ctrl+D asks for, is not heeded.

        Raises:
            OSError: If the terminal is gone.
        """
        while b"\n" not in self._held:
            self._look()
            if not self._has_come():
                continue
            data = os.read(self._descriptor, _MOST)
            if data:
                self._held += data[: _MOST - len(self._held)] if b"\n" not in data else data
            elif self.isatty():
                self._refuse_if_gone()
            else:
                data, self._held = self._held, b""
                return self._text(data)
        line, _, self._held = self._held.partition(b"\n")
        return self._text(line) + "\n"

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """Have the terminal not show what is typed, but for the end of the line."""
        try:
            mode = termios.tcgetattr(self._descriptor)
        except termios.error:
            yield
            return
        unseen = [*mode]
        unseen[3] = (unseen[3] & ~termios.ECHO) | termios.ECHONL
        try:
            termios.tcsetattr(self._descriptor, termios.TCSADRAIN, unseen)
            yield
        finally:
            with suppress(termios.error):
                termios.tcsetattr(self._descriptor, termios.TCSADRAIN, mode)

    def forget(self) -> None:
        """Drop what was typed and not read, also a line that nobody has ended."""
        if self.isatty():
            self._held = b""
            with suppress(termios.error):
                termios.tcflush(self._descriptor, termios.TCIFLUSH)

    def let_any_key_go_on(self) -> None:
        """Have any key go on after Ctrl+S, which stops a terminal until Ctrl+Q comes."""
        with suppress(termios.error):
            mode = termios.tcgetattr(self._descriptor)
            mode[0] |= termios.IXANY
            termios.tcsetattr(self._descriptor, termios.TCSANOW, mode)

    def _has_come(self) -> bool:
        ready, _, _ = select.select([self._descriptor], [], [], self._often)
        return bool(ready)

    def _refuse_if_gone(self) -> None:
        poll = select.poll()
        poll.register(self._descriptor, select.POLLIN)
        if any(event & (select.POLLHUP | select.POLLERR) for _, event in poll.poll(0)):
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    def _text(self, line: bytes) -> str:
        return line.decode(self._encoding, errors="replace")
