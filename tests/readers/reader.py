"""What all readers have in common: a program is started in them, keys are pressed, they speak.

Each lives in a home of its own, so that nothing of the machine's user is read or written, and
without a console, a desktop, a message bus or a sound card.
"""

import os
import shlex
import shutil
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Final, Self

import pytest

from tests.readers import processes
from tests.tui import terminal
from tests.tui.terminal import PATIENCE, Terminal

ROOT: Final = Path(__file__).resolve().parents[2]
SIZE: Final = (80, 24)
QUIET: Final = 0.15
"""Seconds in which nobody works, writes or speaks: what was to be said has been said."""
RESTED: Final = 1.6
"""The same for what is only said to somebody who rests: by ear, how much a search has found."""
_LOOK: Final = 0.02

# Where a Linux console sends something else than an xterm.
KEYS: Final = terminal.KEYS | {
    "right": "\x1b[C",
    "home": "\x1b[1~",
    "end": "\x1b[4~",
    "delete": "\x1b[3~",
    "f1": "\x1b[[A",
    "f2": "\x1b[[B",
    "space": " ",
}


class Reader(ABC):
    """A way to read a terminal without seeing it.

    To be used in a ``with`` statement, which ends every process and removes the home.
    """

    name: ClassVar[str]
    package: ClassVar[str] = ""
    """The Debian package, and the command, that it is; empty for a model of our own."""

    speaks: ClassVar[bool] = True
    term: ClassVar[str] = "linux"

    def __init__(self) -> None:
        self.quiet = QUIET
        """The same for a program that says something by the clock."""
        self._folder = tempfile.TemporaryDirectory(prefix="reader-")
        self.home = Path(self._folder.name)
        self._terminal: Terminal | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    # ------------------------------------------------------------ the face

    def start(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        size: tuple[int, int] = SIZE,
    ) -> None:
        """Start a program in the reader.

        Args:
            command: The program with its arguments.
            environment: What it finds in its environment, beside a home and a locale.
            size: Columns and rows.
        """
        around = self._around(self._program(command, environment))
        self._terminal = Terminal(around, self._surroundings(), size)
        assert self._terminal.child.pid is not None
        self._first = processes.process(self._terminal.child.pid)
        self._until(lambda: bool(self.terminal.text.strip()), "first word")
        self.until_quiet()

    def press(self, *keys: str) -> None:
        """Press keys by their names, each when the one before has had its effect."""
        for key in keys:
            self.terminal.press(KEYS.get(key, key))
            self.until_quiet()

    @abstractmethod
    def heard(self) -> list[str]:
        """What was said since one last asked, line by line, once all is quiet."""

    def until_quiet(self) -> None:
        """Wait until the reader and the program sleep and have nothing more to say."""
        deadline = time.monotonic() + PATIENCE
        quiet_since = time.monotonic()
        while time.monotonic() < quiet_since + self.quiet:
            assert time.monotonic() < deadline, f"There is no end of it:\n{self.terminal.text}"
            if self._took_in() or self._somebody_works():
                quiet_since = time.monotonic()

    def rest(self) -> None:
        """Wait longer than a reader who types without a pause."""
        quiet, self.quiet = self.quiet, max(self.quiet, RESTED)
        self.until_quiet()
        self.quiet = quiet

    def until_shown(self, text: str) -> None:
        """Wait for what a program shows by the clock, and until all is quiet again."""
        self._until(lambda: text in self.terminal.text, repr(text))
        self.until_quiet()

    def until_ended(self) -> None:
        """Wait until the program has ended by itself, and with it the reader and all it started."""
        started = processes.family(self._first)
        self._until(lambda: self.terminal.ended, "end")
        self.terminal.child.close()
        processes.until_gone(started)

    def end(self) -> None:
        """End the program and the reader, however they are, and leave nothing behind."""
        if self._terminal is not None:
            started = processes.family(self._first)
            self._terminal.child.close(force=True)
            processes.end(started)
        self._folder.cleanup()

    @property
    def terminal(self) -> Terminal:
        """The terminal that the reader runs on."""
        assert self._terminal is not None, "Nothing was started."
        return self._terminal

    # ------------------------------------------------------------ for each reader to say

    @abstractmethod
    def _around(self, program: Path) -> Sequence[str]:
        """The command that starts the reader with the program in it."""

    def _surroundings(self) -> dict[str, str]:
        """The whole environment of the reader."""
        return {
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "PATH": "/usr/bin:/bin",
            "TERM": self.term,
        }

    def _took_in(self) -> bool:
        """Take in what has come; whether anything has."""
        if self.terminal.ended:
            time.sleep(_LOOK)
            return False
        return bool(self.terminal.read(_LOOK))

    def _until(self, condition: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < deadline, f"There is no {what}:\n{self.terminal.text}"
            self._took_in()

    def _somebody_works(self) -> bool:
        return processes.are_working(each.pid for each in processes.family(self._first))

    def _program(self, command: Sequence[str], environment: Mapping[str, str]) -> Path:
        """A file that runs the program in its own environment: readers take no arguments for it."""
        settings = [f"{name}={value}" for name, value in environment.items()]
        words = ["env", "-i", *settings, f"HOME={self.home}", "LANG=C.UTF-8"]
        return self.script("program", f'{shlex.join(words)} TERM="$TERM" {shlex.join(command)}')

    def script(self, name: str, line: str) -> Path:
        """A file in the home that runs a command."""
        file = self.home / name
        file.write_text(f"#!/bin/sh\nexec {line}\n", encoding="utf-8")
        file.chmod(0o700)
        return file


def required(reader: type[Reader]) -> None:
    """Skip a test whose reader is not installed; where every check has to run, fail it."""
    if not reader.package or shutil.which(reader.package, path="/usr/bin:/bin"):
        return
    missing = f"{reader.package} is not installed (Debian: apt install {reader.package})."
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)
