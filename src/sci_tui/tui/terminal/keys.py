"""Typed keys: their names, and handing each on once the one before has had its effect."""

import asyncio
from collections import deque
from contextlib import suppress
from typing import Any, Final, Protocol, runtime_checkable

from textual import events, keys
from textual.app import App
from textual.message import Message

_STEPS: Final = 4
"""How often a key may be handed on: from a widget up to the app, which opens, which focuses."""
MOST_WAITING: Final = 1000
"""Keys beyond which more are not taken: what lies on a keyboard is not obeyed for minutes."""
_PATIENCE: Final = 1.0
"""Seconds after which the next key is handed on in any case."""


def key_name(key: str) -> str:
    """Textual's name of a key that is written as a character: ``?`` is ``question_mark``."""
    return keys._character_to_key(key) if len(key) == 1 else key  # noqa: SLF001


@runtime_checkable
class TakesAtOnce(Protocol):
    """An app that can do what some keys ask without sending them round by its widgets."""

    def take_at_once(self, key: str) -> bool:
        """Do what a key asks, if nothing else has to know of it; whether that was so."""


class OneByOne:
    """Hands on what is typed, each key once the one before has had its effect.

    A key goes to what has the focus when it comes. Without this, letters that are typed fast
    behind the key that opens a field would be taken for commands, or be lost. A key held down comes
    faster than it can go round, so an app may take it at once.
    """

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._takes = app.take_at_once if isinstance(app, TakesAtOnce) else None
        self._waiting: deque[Message] = deque()
        self._task: asyncio.Task[None] | None = None

    def take(self, typed: Message) -> None:
        """Hand this on when it is its turn, unless far too much waits already."""
        if len(self._waiting) < MOST_WAITING:
            self._waiting.append(typed)
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._hand_on())

    async def _hand_on(self) -> None:
        while self._waiting:
            typed = self._waiting.popleft()
            if not self._is_taken(typed):
                await self._app._post_message(typed)  # noqa: SLF001 - as drivers do
                for _ in range(_STEPS):
                    await self._those_concerned()

    def _is_taken(self, typed: Message) -> bool:
        if self._takes is None or not isinstance(typed, events.Key) or not self._app.is_running:
            return False
        try:
            with self._app._context():  # noqa: SLF001 - as Textual has it around what a key does
                return self._takes(typed.key)
        except Exception as error:  # noqa: BLE001 - the app alone knows how to end
            self._app._handle_exception(error)  # noqa: SLF001
            return True

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
