"""When a kiosk takes a visitor to have left: reckoned with a clock that never jumps."""

from collections.abc import Callable
from enum import Enum, auto
from typing import Final

WARNED_FOR: Final = 20.0
"""Seconds that the warning stands at least, before everything of a visitor is forgotten."""


class Presence(Enum):
    """Whether a visitor is there."""

    THERE = auto()
    ASKED = auto()
    """Asked whether they are still there."""
    GONE = auto()


class Idleness:
    """How long nobody has pressed a key.

    Args:
        clock: Seconds since some moment; it must never go back or jump.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._last_key = clock()
        self._asked_at: float | None = None

    @property
    def is_asking(self) -> bool:
        """Whether the visitor is being asked."""
        return self._asked_at is not None

    def pressed(self) -> None:
        """Take note of a key, or of a voice that is still reading aloud."""
        self._last_key = self._clock()
        self._asked_at = None

    def has_rested(self, seconds: float) -> bool:
        """Whether no key was pressed for so long."""
        return self._clock() - self._last_key >= seconds

    def presence(self, limit: float) -> Presence:
        """Whether the visitor is there, if nobody stays away for longer than the limit.

        The warning stands for its whole time, also where this was not asked for a while, as after
        the machine was asleep.

        Args:
            limit: Seconds, of which the last are those of the warning.
        """
        now = self._clock()
        if self._asked_at is not None:
            return Presence.GONE if now - self._asked_at >= WARNED_FOR else Presence.ASKED
        if now - self._last_key < limit - WARNED_FOR:
            return Presence.THERE
        self._asked_at = now
        return Presence.ASKED
