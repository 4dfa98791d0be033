"""A real pseudo-terminal with the real command in it, and what an eye sees there."""

import os
import re
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pexpect
import pyte

PATIENCE: Final = 30.0
"""Seconds after which what was waited for is not going to come."""

_QUIET: Final = 0.5
"""Seconds without a byte after which a program has drawn all that it has to draw."""

_MODE: Final = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
# Asked of newer terminals, and not known to the one that is played here.
_UNKNOWN: Final = re.compile(rb"\x1b\[[<>=?][\d;]*u|\x1b\[\?[\d;]*\$p|\x1b\[>[\d;]*[mq]")
_UNFINISHED: Final = re.compile(rb"\x1b(?:\[[<>=?]?[\d;]*\$?)?\Z")

ALTERNATE_SCREEN: Final = 1049
CURSOR: Final = 25
MOUSE: Final = (1000, 1002, 1003, 1005, 1006, 1015, 1016)
REPORTS: Final = (1004, 2004, 2048)
"""What a terminal would go on telling the shell: focus, pasted text, its size."""

KEYS: Final = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "end": "\x1b[F",
    "home": "\x1b[H",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "enter": "\r",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "left": "\x1b[D",
    "right": "\x1b[C",
    "f5": "\x1b[15~",
    "f6": "\x1b[17~",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
    "f10": "\x1b[21~",
    "backspace": "\x7f",
    "ctrl+z": "\x1a",
    "ctrl+c": "\x03",
}


class Terminal:
    """A program in a terminal.

    Args:
        command: What to run, with its arguments.
        environment: What it finds in its environment.
        size: Columns and rows.
    """

    most_at_once = 65536
    """So many bytes are read in one go."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        size: tuple[int, int] = (80, 24),
    ) -> None:
        columns, rows = size
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._held = b""
        self.written = b""
        self.ended = False
        self.child: pexpect.spawn[bytes] = pexpect.spawn(
            command[0], list(command[1:]), dimensions=(rows, columns), env=dict(environment)
        )
        # What is sent is sent at once.
        self.child.delaybeforesend = None

    # ------------------------------------------------------------ in

    def press(self, *keys: str) -> None:
        """Press keys by their names; what has no name is typed."""
        for key in keys:
            self.child.send(KEYS.get(key, key))

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window; the program is told by a signal."""
        self._screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def kill(self, number: int) -> None:
        """Send the program a signal."""
        assert self.child.pid is not None
        os.kill(self.child.pid, number)

    # ------------------------------------------------------------ out

    def read(self, timeout: float) -> bytes:
        """What the program writes next; nothing if it is silent for so long or has ended."""
        try:
            data = bytes(self.child.read_nonblocking(self.most_at_once, timeout))
        except pexpect.TIMEOUT:
            return b""
        except pexpect.EOF:
            self.ended = True
            return b""
        self.written += data
        shown = self._held + data
        unfinished = _UNFINISHED.search(shown)
        cut = unfinished.start() if unfinished else len(shown)
        self._held = shown[cut:]
        self._stream.feed(_UNKNOWN.sub(b"", shown[:cut]))
        return data

    def until(self, condition: Callable[[], bool], what: str) -> None:
        """Read until a condition holds."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert not self.ended, f"It ended before {what}:\n{self.text}\n{self.written[-500:]!r}"
            assert time.monotonic() < deadline, f"{what} did not come:\n{self.text}"
            self.read(0.1)

    def until_shown(self, text: str) -> None:
        """Read until a text stands on the screen."""
        self.until(lambda: text in self.text, repr(text))

    def until_quiet(self) -> None:
        """Read until nothing more is drawn."""
        while self.read(_QUIET):
            pass

    def until_ended(self) -> int:
        """Read until the program ends, and return its exit code; -n if signal n ended it."""
        deadline = time.monotonic() + PATIENCE
        while not self.ended:
            assert time.monotonic() < deadline, f"It does not end:\n{self.text}"
            self.read(0.1)
        self.child.close()
        if self.child.exitstatus is not None:
            return int(self.child.exitstatus)
        return -int(self.child.signalstatus or 0)

    def heard(self, *keys: str) -> bytes:
        """Press keys that have an effect, and return all that is written before it is quiet."""
        before = len(self.written)
        self.press(*keys)
        self.until(lambda: len(self.written) > before, f"anything after {keys}")
        self.until_quiet()
        return self.written[before:]

    # ------------------------------------------------------------ what is seen

    @property
    def rows(self) -> list[str]:
        """The screen as rows of text."""
        return list(self._screen.display)

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(row.rstrip() for row in self.rows)

    @property
    def cells(self) -> list[list[object]]:
        """Every cell of the screen, row by row: what stands in it, and how it looks.

        The colour and the weight of a blank, which nobody sees, are not told.
        """
        buffer, columns = self._screen.buffer, self._screen.columns
        return [
            [
                cell._replace(fg="", bold=False) if cell.data == " " else cell
                for cell in (buffer[y][x] for x in range(columns))
            ]
            for y in range(self._screen.lines)
        ]

    @property
    def unreadable(self) -> str:
        """Every sign on the screen that has the colour of what is behind it."""
        cells = (
            self._screen.buffer[y][x]
            for y in range(self._screen.lines)
            for x in range(self._screen.columns)
        )
        return "".join(
            cell.data
            for cell in cells
            if cell.data.strip() and cell.fg == cell.bg and cell.fg != "default"
        )

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the cursor."""
        return self._screen.cursor.x, self._screen.cursor.y

    @property
    def here(self) -> str:
        """The row that the cursor is on: what a braille display shows."""
        return self.rows[self.cursor[1]].rstrip()

    @property
    def modes(self) -> dict[int, bool]:
        """Every private mode that was set or reset, as it is now."""
        return self.modes_at(b"")

    def modes_at(self, mark: bytes) -> dict[int, bool]:
        """The same at the moment when a mark was first written; now, if it is empty."""
        written = self.written.partition(mark)[0] if mark else self.written
        return {
            int(number): switch == b"h"
            for numbers, switch in _MODE.findall(written)
            for number in numbers.split(b";")
        }

    @property
    def cursor_is_visible(self) -> bool:
        """Whether the real cursor can be seen."""
        return self.modes.get(CURSOR, True) and not self._screen.cursor.hidden

    @property
    def flags(self) -> list[object]:
        """How the line discipline treats what is typed: echo, line by line, signals."""
        return _flags(self.child.child_fd)


CONTROLS: Final = re.compile(rb"\x1b\[\d+;\d+H|\x1b\[[JK]|\x1b\[\?(?:1049|2004|7|25)[hl]|\r*\n")
"""All that screen-reader mode writes besides text: a move of the cursor, an erasing, four modes."""


def said(written: bytes) -> list[str]:
    """The rows of text in what was written, in that order: what a reader of the output says."""
    rows = CONTROLS.sub(b"\n", written).decode().split("\n")
    return [row.strip() for row in rows if row.strip()]


@contextmanager
def by_ear(
    library: Path,
    *arguments: str,
    size: tuple[int, int] = (80, 24),
    options: tuple[str, ...] = ("--screen-reader",),
    **changes: str | None,
) -> Iterator[Terminal]:
    """The reader in screen-reader mode, once it has said its first page."""
    terminal = Terminal(
        command("--library", str(library), *options, *arguments), environment(**changes), size
    )
    try:
        terminal.until_shown("F1 for help.")
        terminal.until_quiet()
        yield terminal
    finally:
        terminal.child.close(force=True)


def fresh_flags() -> list[object]:
    """The same of a terminal that nobody has used yet."""
    master, slave = os.openpty()
    try:
        return _flags(slave)
    finally:
        os.close(master)
        os.close(slave)


def environment(**changes: str | None) -> dict[str, str]:
    """What a person has in their environment, with changes; None takes a variable away."""
    own = {"TERM": "xterm-256color", **changes}
    unwanted = {"NO_COLOR", "COLORTERM", "COLUMNS", "LINES", *own}
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return kept | {name: value for name, value in own.items() if value is not None}


def command(*arguments: str) -> list[str]:
    """The real command with the interpreter that runs the tests."""
    return [sys.executable, "-m", "sci_tui", *arguments]


def _flags(descriptor: int) -> list[object]:
    iflag, oflag, cflag, lflag, *_ = termios.tcgetattr(descriptor)
    return [iflag, oflag, cflag, lflag, termios.tcgetattr(descriptor)[6]]
