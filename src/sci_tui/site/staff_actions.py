"""What staff can do on the pages of a kiosk that are theirs; each is a plain value."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from sci_tui.kiosk_settings import Value


class Way(IntEnum):
    """How staff leave a kiosk: the exit code that its unit acts on."""

    LOGIN_PROMPT = 10
    SHUT_DOWN = 11


class LookAround(NamedTuple):
    """See again whether the kiosk is well."""


class Export(NamedTuple):
    """Write every answer to a stick."""

    stick: Path


class LookAt(NamedTuple):
    """See which editions are on a stick."""

    stick: Path


class Install(NamedTuple):
    """Let the edition in a file be the one that is read."""

    file: Path


class RollBack(NamedTuple):
    """Let the edition before the present one be read again."""


class PutOnShelf(NamedTuple):
    """Show a study among those that the clinic has chosen."""

    study: str


class TakeOffShelf(NamedTuple):
    """Show it there no more."""

    study: str


class Change(NamedTuple):
    """Give a setting of the clinic a value, from the next visit on."""

    key: str
    value: Value


class AskNote(NamedTuple):
    """Ask for the clinic's note, beginning with the present one."""

    note: str


class Leave(NamedTuple):
    """End the kiosk."""

    way: Way


Slow = LookAround | Export | LookAt | Install | RollBack
"""Actions that may take a moment, so that they are done beside the keys."""
AtOnce = PutOnShelf | TakeOffShelf | Change
StaffAction = Slow | AtOnce
StaffTarget = StaffAction | AskNote | Leave
