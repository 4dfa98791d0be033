"""A program on a real pseudo-terminal, read as a terminal would read it."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple, Self

from bench.memory import peak_memory
from bench.trouble import NotMeasured

ROWS: Final = 24
COLUMNS: Final = 80
PATIENCE: Final = 15.0
"""Seconds after which a program is taken not to answer."""

_ESCAPE: Final = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][0-9A-Z]|[=>78])"
)
_AT_ONCE: Final = 65536
_TAKES_KEYS: Final = b"\x1b[?2004h"
"""Textual asks for this once it listens."""


class Answer(NamedTuple):
    """What a program wrote after a key, and after how many seconds the last of it came."""

    seconds: float
    written: bytes

    @property
    def size(self) -> int:
        """How many bytes."""
        return len(self.written)

    @property
    def text(self) -> str:
        """What can be read of them."""
        return plain(self.written)

    @property
    def visible(self) -> str:
        """All of them, a control character as a caret and the key it has: ``^[`` is an escape."""
        signs = self.written.decode(errors="replace")
        return "".join(f"^{chr(ord(sign) ^ 64)}" if sign < " " else sign for sign in signs)


class Terminal:
    """Runs a program on a terminal of its own, and ends it on leaving.

    Args:
        command: The program and its arguments.
        environment: All that the program knows of its surroundings.
        typed: Keys that wait for the program before it has begun to read.
    """

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], typed: bytes = b""
    ) -> None:
        self._command = command
        self.seen = bytearray()
        self._started = time.perf_counter()
        self.pid, self._file = pty.fork()
        if self.pid == 0:
            _become(command, environment)
        if typed:
            self.type(typed)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._file)

    def type(self, keys: bytes) -> None:
        """Send keys as a terminal sends them."""
        os.write(self._file, keys)

    def wait_for(self, is_there: Callable[[bytes], bool], what: str) -> float:
        """Read until something is on the terminal.

        Returns:
            The seconds from the start of the program until then.

        Raises:
            NotMeasured: If it does not come.
        """
        now = time.perf_counter()
        deadline = now + PATIENCE
        while not is_there(bytes(self.seen)):
            if not self._read(deadline - now):
                raise NotMeasured(f"{self._name} did not show {what}, but: {self._last_words}")
            now = time.perf_counter()
        return now - self._started

    def wait_for_text(self, text: str) -> float:
        """Read until a text is on the terminal, and say when that was.

        Raises:
            NotMeasured: If it does not come.
        """
        return self.wait_for(lambda seen: text in plain(seen), repr(text))

    def wait_until_usable(self, text: str) -> float:
        """Read until a text is on the terminal and the Textual app that shows it takes keys.

        A reader may show its first page before it has loaded what takes them.

        Raises:
            NotMeasured: If it does not come.
        """
        return self.wait_for(
            lambda seen: _TAKES_KEYS in seen and text in plain(seen), f"{text!r} to be used"
        )

    def settle(self, quiet: float = 0.3) -> bytes:
        """Read until nothing has come for a while, and say what came."""
        before = len(self.seen)
        while self._read(quiet):
            pass
        return bytes(self.seen[before:])

    def press(self, keys: bytes, quiet: float) -> Answer:
        """Send keys and read all that is written until nothing comes for a while.

        Raises:
            NotMeasured: If nothing is written at all.
        """
        before = len(self.seen)
        pressed = last = time.perf_counter()
        self.type(keys)
        while self._read(quiet if last > pressed else PATIENCE):
            last = time.perf_counter()
        written = bytes(self.seen[before:])
        if not written:
            raise NotMeasured(f"{self._name} wrote nothing after a key")
        return Answer(last - pressed, written)

    def peak_memory(self) -> int:
        """The most bytes of memory that the program has held so far."""
        return peak_memory(self.pid)

    def processor_seconds(self) -> float:
        """The time that processors have worked for the program so far."""
        status = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8")
        fields = status.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def _name(self) -> str:
        return " ".join(Path(word).name for word in self._command)

    @property
    def _last_words(self) -> str:
        return " ".join(plain(bytes(self.seen)).split())[-80:] or "nothing"

    def _read(self, patience: float) -> bool:
        """Take in what has come; False if nothing did, or the program has ended."""
        if not select.select([self._file], [], [], max(patience, 0))[0]:
            return False
        try:
            came = os.read(self._file, _AT_ONCE)
        except OSError:
            return False
        self.seen += came
        return bool(came)


def plain(written: bytes) -> str:
    """What was written without escape sequences."""
    return _ESCAPE.sub(b"", written).decode(errors="replace")


def _become(command: Sequence[str], environment: Mapping[str, str]) -> None:
    """In the child: give the terminal its size and become the program."""
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        os.execve(command[0], list(command), dict(environment))
    finally:
        os._exit(127)
