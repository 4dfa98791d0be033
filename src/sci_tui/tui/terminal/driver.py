"""The terminal itself: a real cursor that is always visible, input of any kind, and no probes."""

import re
from collections.abc import Callable
from functools import cached_property, partial
from typing import Any, Final

from textual import events
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Offset
from textual.message import Message

from sci_tui.terminfo import Knows, known
from sci_tui.tui.terminal.keys import OneByOne
from sci_tui.tui.terminal.pasting import Typed
from sci_tui.tui.terminal.rolling import OUT_OF_ROWS, Roll, Rows, cursor_at, is_slow, rolled
from sci_tui.tui.terminal.squeezing import squeezed

_HIDE: Final = "\x1b[?25l"
_SHOW: Final = "\x1b[?25h"
_OTHER_SCREEN: Final = "\x1b[?1049h"
_LOWEST: Final = 998
"""A row below every screen: terminals take it for their last."""
_FIRST_CELL: Final = cursor_at(Offset(0, 0))
_AT: Final = re.compile(r"\x1b\[(\d+);(\d+)H\Z")
_KNOWN_EVERYWHERE: Final = frozenset(
    (
        _SHOW,
        # The other screen, so that what stood in the terminal is there again afterwards.
        _OTHER_SCREEN,
        "\x1b[?1049l",
        # What is pasted comes as such, so that a line end in it does not send it.
        "\x1b[?2004h",
        "\x1b[?2004l",
        # A row that is full does not go on in the next.
        "\x1b[?7h",
        "\x1b[?7l",
    )
)
"""Modes that every terminal since the VT100 knows or passes over in silence."""


def _decoder(encoding: str) -> Callable[[], Typed]:
    return partial(Typed, encoding)


# The input thread decodes strictly and would end the program at the first stray byte.
linux_driver.getincrementaldecoder = _decoder  # type: ignore[attr-defined, assignment]


class ReaderDriver(LinuxDriver):
    """Textual's driver with the real cursor shown.

    It writes no byte that changes nothing, and nothing that the terminal does not know.
    """

    _typed: OneByOne | None = None

    def send_message(self, message: Message) -> None:
        """Send the app a message; called from the thread that reads what is typed."""
        if isinstance(message, events.Key) and message.key == "ctrl+j":
            # Enter, pressed before the terminal was taken over, comes as a line feed.
            message = events.Key("enter", "\r")
        if isinstance(message, events.Key | events.Paste):
            self._typed = self._typed or OneByOne(self._app)
            self._loop.call_soon_threadsafe(self._typed.take, message)
        else:
            super().send_message(message)

    def start_application_mode(self) -> None:
        """Take over the terminal, also after a suspension, and show the cursor."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self.write(_SHOW)
        self.flush()

    def stop_application_mode(self) -> None:
        """Give the terminal back; where it has but one screen, what follows stands below it."""
        if self._within:
            self._within = None
            self.write(OUT_OF_ROWS)
        self.write(cursor_at(Offset(0, _LOWEST)))
        self.write("\r\n")
        super().stop_application_mode()

    _written = ""

    def write(self, data: str) -> None:
        """Write to the terminal, whatever else is asked for leaving the cursor visible."""
        if not self._knows.takes(data):
            return
        self._written = data.replace(_HIDE, "")
        super().write(self._in_few_bytes(self._written))

    def _in_few_bytes(self, data: str, *, is_erased: bool = False) -> str:
        return squeezed(
            self._knows.look(data),
            self._app.size.width,
            keeps_ground=self._knows.keeps_ground,
            is_erased=is_erased,
        )

    @cached_property
    def _knows(self) -> Knows:
        return known(self.fileno)

    def move_cursor(self, to: Offset) -> None:
        """Put the real cursor on a cell, unless it was put there last."""
        if self._cursor != to:
            self._put(cursor_at(to))

    @property
    def _cursor(self) -> Offset | None:
        """The cell that the cursor is on, if what was written last has put it there."""
        found = _AT.search(self._written)
        return Offset(int(found[2]) - 1, int(found[1]) - 1) if found else None

    # ------------------------------------------------------------ moving rows

    _within: Rows | None = None

    @cached_property
    def is_to_roll(self) -> bool:
        """Whether rows that stand there already are best moved by the terminal itself."""
        return self._knows.moves_rows and is_slow(self.fileno)

    def roll(self, roll: Roll) -> None:
        """Have the terminal move rows, and write those that come in."""
        few = roll._replace(
            left=roll.left._replace(text=self._in_a_row(roll.left.text)),
            new=tuple(self._in_a_row(row, is_erased=True) for row in roll.new),
        )
        super().write(rolled(few, self._cursor, self._within))
        self.flush()
        self._within, self._written = roll.within, cursor_at(roll.cursor)

    def _in_a_row(self, text: str, *, is_erased: bool = False) -> str:
        placed = self._in_few_bytes(_FIRST_CELL + text, is_erased=is_erased)
        return placed.removeprefix(_FIRST_CELL)

    def _put(self, text: str) -> None:
        self.write(text)
        self.flush()


def taking_over(hand_over: Callable[[], list[Any]]) -> type[ReaderDriver]:
    """A driver for a terminal that shows already what the app will draw first.

    Args:
        hand_over: Called when the driver takes the terminal over; returns the attributes that it
            had before anything was shown.
    """

    class TakingOver(ReaderDriver):
        """Does not enter the other screen at the start: terminals clear it, and it is shown."""

        _is_entered = False
        _is_entering = False

        def start_application_mode(self) -> None:
            if self._is_entered:
                super().start_application_mode()
                return
            before = hand_over()
            self._is_entered = self._is_entering = True
            super().start_application_mode()
            self._is_entering = False
            self.attrs_before = before

        def write(self, data: str) -> None:
            if not (self._is_entering and data == _OTHER_SCREEN):
                super().write(data)

    return TakingOver


class QuietDriver(ReaderDriver):
    """A driver that asks the terminal nothing and writes nothing of its own.

    A screen reader says what reaches the terminal, and a terminal that does not know a question may
    print it. So only ``put`` writes; of what Textual writes, a few modes get through.
    """

    def write(self, data: str) -> None:
        """Write one of the modes that every terminal knows, and nothing else."""
        if data in _KNOWN_EVERYWHERE:
            super().write(data)

    def put(self, text: str) -> None:
        """Write a text with its movements of the cursor."""
        super().write(text)
        self.flush()

    def _put(self, text: str) -> None:
        self.put(text)

    def _in_few_bytes(self, data: str, *, is_erased: bool = False) -> str:  # noqa: ARG002
        """What is heard is written as it is."""
        return data

    @cached_property
    def is_to_roll(self) -> bool:
        """Rows stay where they are heard."""
        return False

    def _request_terminal_sync_mode_support(self) -> None:
        """Ask nothing: what is written in one go needs no other promise to be shown as one."""

    def _query_in_band_window_resize(self) -> None:
        """Ask nothing: the signal of a changed size is enough."""

    def _enable_mouse_support(self) -> None:
        """Leave the mouse to the terminal, which selects and copies with it."""
