"""The terminal below Textual: a real cursor that is always visible, and input of any kind.

Screen readers, braille displays and magnifiers follow the terminal's own cursor; Textual hides it.
That takes private names of Textual. They are listed here, and a test fails with their names when an
upgrade takes one away.
"""

import asyncio
from codecs import getincrementaldecoder
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, Final

from textual import events, keys
from textual.app import App
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import Input

_HIDE: Final = "\x1b[?25l"
_SHOW: Final = "\x1b[?25h"

USED_OF_TEXTUAL: Final = (
    (linux_driver, "getincrementaldecoder"),
    (LinuxDriver, "start_application_mode"),
    (LinuxDriver, "write"),
    (LinuxDriver, "flush"),
    (LinuxDriver, "send_message"),
    (App, "_post_message"),
    (App, "_handle_exception"),
    (App, "_close_messages_no_wait"),
    (Input, "_position_to_cell"),
    (keys, "_character_to_key"),
)
"""Names of Textual that the reader relies on; those of ``App`` and ``Input`` are used in place."""

_STEPS: Final = 4
"""How often a key may be handed on: from a widget up to the app, which opens, which focuses."""
_PATIENCE: Final = 1.0
"""Seconds after which the next key is handed on in any case."""


def _forgiving(encoding: str) -> Callable[..., Any]:
    """A decoder for which a byte that is no text is a replacement sign and not the end."""
    return partial(getincrementaldecoder(encoding), errors="replace")


# The input thread decodes strictly and would end the program at the first stray byte.
linux_driver.getincrementaldecoder = _forgiving  # type: ignore[attr-defined]


def key_name(key: str) -> str:
    """Textual's name of a key that is written as a character: ``?`` is ``question_mark``."""
    return keys._character_to_key(key) if len(key) == 1 else key  # noqa: SLF001


def move_cursor(app: App[Any], to: Offset) -> None:
    """Put the real cursor on a cell, now and after each repaint."""
    app.cursor_position = to
    driver = app._driver  # noqa: SLF001 - Textual has no public name for it
    if isinstance(driver, ReaderDriver):
        driver.move_cursor(to)


class _OneByOne:
    """Hands on what is typed, each key once the one before has had its effect.

    A key goes to what has the focus when it comes. Without this, letters that are typed fast
    behind the key that opens a field would be taken for commands, or be lost.
    """

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._waiting: deque[Message] = deque()
        self._task: asyncio.Task[None] | None = None

    def take(self, typed: Message) -> None:
        """Hand this on when it is its turn."""
        self._waiting.append(typed)
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._hand_on())

    async def _hand_on(self) -> None:
        while self._waiting:
            await self._app._post_message(self._waiting.popleft())  # noqa: SLF001 - as drivers do
            for _ in range(_STEPS):
                await self._those_concerned()

    async def _those_concerned(self) -> None:
        """Wait until what has the focus, and all above it, have handled what they were sent."""
        if not self._app.is_running:
            return
        asked = (self._app.focused or self._app.screen).ancestors_with_self
        answers: asyncio.Queue[None] = asyncio.Queue()
        reached = sum(each.call_later(answers.put_nowait, None) for each in asked)
        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                for _ in range(reached):
                    await answers.get()


class ReaderDriver(LinuxDriver):
    """Textual's driver with the real cursor shown."""

    _typed: _OneByOne | None = None

    def send_message(self, message: Message) -> None:
        """Send the app a message; called from the thread that reads what is typed."""
        if isinstance(message, events.Key) and message.key == "ctrl+j":
            # Enter, pressed before the terminal was taken over, comes as a line feed.
            message = events.Key("enter", "\r")
        if isinstance(message, events.Key | events.Paste):
            self._typed = self._typed or _OneByOne(self._app)
            self._loop.call_soon_threadsafe(self._typed.take, message)
        else:
            super().send_message(message)

    def start_application_mode(self) -> None:
        """Take over the terminal, also after a suspension, and show the cursor."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        super().write(_SHOW)
        self.flush()

    _written = ""

    def write(self, data: str) -> None:
        """Write to the terminal, whatever else is asked for leaving the cursor visible."""
        self._written = data.replace(_HIDE, "")
        super().write(self._written)

    def move_cursor(self, to: Offset) -> None:
        """Put the real cursor on a cell, unless the last repaint has just done so."""
        move = f"\x1b[{to.y + 1};{to.x + 1}H"
        if not self._written.endswith(move):
            self.write(move)
            self.flush()
