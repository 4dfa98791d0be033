"""Typed keys: their names, and handing each on once the one before has had its effect."""

import asyncio
from collections import deque
from contextlib import suppress
from typing import Any, Final

from textual import keys
from textual.app import App
from textual.message import Message

_STEPS: Final = 4
"""How often a key may be handed on: from a widget up to the app, which opens, which focuses."""
_PATIENCE: Final = 1.0
"""Seconds after which the next key is handed on in any case."""


def key_name(key: str) -> str:
    """Textual's name of a key that is written as a character: ``?`` is ``question_mark``."""
    return keys._character_to_key(key) if len(key) == 1 else key  # noqa: SLF001


class OneByOne:
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
