"""A kiosk on a pseudo-terminal, and looks at whether it is well."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

import pyte

_PATIENCE: Final = 60.0
_QUIET: Final = 0.25
"""Seconds without a byte after which all is drawn."""
_ASKED: Final = re.compile(rb"\x1b\[[<>=?][\d;]*u|\x1b\[\?[\d;]*\$p|\x1b\[>[\d;]*[mq]")
"""Asked of newer terminals, and not known to the one that is played here."""
_MOMENT: Final = 0.004
_LOOKS: Final = 3
"""How often in a row it has to be found asleep."""
_REMEMBERED: Final = 1000
SIZE: Final = (80, 24)
_TO_THE_START: Final = (b"\x1bOQ", b"\x1bOQ", b"\x1bOQ", b"q")
"""Leave a field, also one with something in it; then finish."""
WAITS: Final = "Press any key."


class Unwell(Exception):
    """The kiosk is not as it should be; its text says how."""


class Vitals(NamedTuple):
    """What a kiosk holds just now: kilobytes of memory that are its own, and open files."""

    kilobytes: int
    files: int


class Terminal:
    """A program on a terminal of its own.

    Args:
        command: The program and its arguments.
        environment: What it finds in its environment.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.written = 0
        self.last = b""
        """What was written last, for telling why it has gone."""
        self._screen = pyte.Screen(*SIZE)
        self._stream = pyte.ByteStream(self._screen)
        self._is_watched = True
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.execve(command[0], list(command), dict(environment))
        os.set_blocking(self._fd, False)
        self.resize(*SIZE)

    # ------------------------------------------------------------ in and out

    def send(self, data: bytes) -> None:
        """Type, as fast as it is read; what is written meanwhile is not looked at."""
        deadline = time.monotonic() + _PATIENCE
        while data:
            readable, writable, _ = select.select([self._fd], [self._fd], [], 1.0)
            if readable:
                self._take()
            if writable:
                sent = self._sent(data)
                data = data[sent:]
                deadline = time.monotonic() + _PATIENCE if sent else deadline
            if time.monotonic() > deadline:
                raise Unwell("It does not take what is typed.")

    def until_quiet(self) -> None:
        """Read until nothing more is drawn."""
        deadline = time.monotonic() + _PATIENCE
        while select.select([self._fd], [], [], _QUIET)[0]:
            self._take()
            if time.monotonic() > deadline:
                raise Unwell("It does not come to rest.")

    def until_done(self) -> None:
        """Read until the program has nothing more to do with what was typed."""
        deadline = time.monotonic() + _PATIENCE
        idle = 0
        while idle < _LOOKS:
            if select.select([self._fd], [], [], _MOMENT)[0]:
                self._take()
                idle = 0
            else:
                idle = idle + 1 if self._sleeps else 0
            if time.monotonic() > deadline:
                raise Unwell("It does not come to rest.")

    @property
    def _sleeps(self) -> bool:
        """Whether none of its threads is running."""
        try:
            states = [
                status.read_text("ascii").rpartition(")")[2].split()[0]
                for status in Path(f"/proc/{self.pid}/task").glob("*/stat")
            ]
        except OSError:
            # A thread has just ended, which is something to wait for the end of.
            return False
        return bool(states) and all(state == "S" for state in states)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def kill(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def end(self) -> int:
        """Ask it to end, and return its exit code."""
        self.kill(signal.SIGTERM)
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                os.close(self._fd)
                return os.waitstatus_to_exitcode(status)
            if select.select([self._fd], [], [], 0.1)[0]:
                # It may have gone just now, which is what was asked.
                with suppress(Unwell):
                    self._take()
        raise Unwell("It does not end when asked to.")

    def _sent(self, data: bytes) -> int:
        try:
            return os.write(self._fd, data[:512])
        except BlockingIOError:
            return 0
        except OSError as error:
            raise Unwell("It has gone.") from error

    def _take(self) -> None:
        try:
            data = os.read(self._fd, 1 << 16)
        except BlockingIOError:
            return
        except OSError as error:
            raise Unwell("It has gone.") from error
        self.written += len(data)
        self.last = (self.last + data)[-_REMEMBERED:]
        if self._is_watched:
            self._stream.feed(_ASKED.sub(b"", data))

    # ------------------------------------------------------------ how it is

    @property
    def text(self) -> str:
        """The screen as text, as far as it was watched."""
        return "\n".join(row.rstrip() for row in self._screen.display)

    @property
    def vitals(self) -> Vitals:
        """What it holds."""
        own = Path(f"/proc/{self.pid}/smaps_rollup").read_text("ascii")
        kilobytes = sum(int(n) for n in re.findall(r"Private_\w+:\s+(\d+) kB", own))
        return Vitals(kilobytes, sum(1 for _ in Path(f"/proc/{self.pid}/fd").iterdir()))

    def look_away(self) -> None:
        """Draw nothing of what comes, which takes longer than the program itself."""
        self._is_watched = False

    def look_again(self) -> None:
        """Have all of the screen drawn, and see it."""
        self.until_quiet()
        self._is_watched = True
        columns, rows = SIZE
        for width in (columns - 1, columns):
            self._screen.resize(rows, width)
            self._screen.reset()
            self.resize(width, rows)
            self.until_quiet()

    def until_shown(self, text: str) -> None:
        """Read until a text stands on the screen."""
        deadline = time.monotonic() + _PATIENCE
        while text not in self.text:
            if time.monotonic() > deadline:
                raise Unwell(f"{text!r} does not come. This stands there:\n{self.text}")
            if select.select([self._fd], [], [], 0.2)[0]:
                self._take()

    def check(self) -> Vitals:
        """See that it is still the kiosk: from wherever it is, it leads to its beginning.

        Raises:
            Unwell: If it does not, or the terminal is not in order.
        """
        if os.waitpid(self.pid, os.WNOHANG)[0]:
            raise Unwell("It has ended.")
        modes = termios.tcgetattr(self._fd)[3]
        if modes & (termios.ICANON | termios.ECHO | termios.ISIG):
            raise Unwell("The terminal would take Ctrl+C for itself, or show what is typed.")
        for key in _TO_THE_START:
            self.until_quiet()
            self.send(key)
        self.look_again()
        if WAITS not in self.text:
            # It was waiting already, and the last key has begun a visit.
            self.send(b"q")
            self.until_quiet()
        self.until_shown(WAITS)
        self.send(b"\r")
        self.until_shown("A number chooses")
        return self.vitals
