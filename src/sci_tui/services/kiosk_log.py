"""What went wrong in a kiosk and what its staff did, in three small files.

Only the sentences below can be written, each with a number at most: nothing that a visitor typed
can get in. What only happens while somebody is reading is written with the hour and not the minute,
as answers are.
"""

import os
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Final

FILE_NAME: Final = "kiosk.log"
"""What the log is called inside the data directory; older ones are kiosk.log.1 and kiosk.log.2."""
MOST_BYTES: Final = 64 * 1024
"""The size of one file."""
FILES: Final = 3
_TAIL: Final = 8 * 1024
_WHEN: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


class Event(Enum):
    """Everything that can be written; what only happens in a visit stands in the first part."""

    ANSWER_NOT_KEPT = "An answer could not be kept."
    STORE_SET_ASIDE = "The file of answers was damaged and set aside; a new one was begun."
    PAGE_DAMAGED = "A page could not be read from the library."
    VOICE_FAILED = "The voice failed."
    PRINT_FAILED = "A page could not be printed."

    CRASHED = "The program failed and was started again."
    LIBRARY_PASSED_OVER = (
        "The installed library cannot be read: the one that came with the program is."
    )
    SETTINGS_REFUSED = "kiosk.toml holds something that is not allowed."
    STAFF_PAGE_OPENED = "The staff page was opened."
    PIN_REFUSED = "A PIN was refused."
    PIN_LOCKED = "The PIN is locked for a while."
    EXPORTED = "Answers were taken away on a stick."
    EXPORT_FAILED = "Answers could not be taken away on a stick."
    INSTALLED = "An edition was installed."
    INSTALL_FAILED = "An edition could not be installed."
    ROLLED_BACK = "The edition before was installed again."
    SETTING_CHANGED = "A setting was changed."
    LEFT = "The kiosk was left to a login prompt."
    SHUT_DOWN = "The computer was shut down."

    @property
    def is_in_a_visit(self) -> bool:
        """Whether it tells that somebody was reading."""
        return self in _IN_A_VISIT


_IN_A_VISIT: Final = (
    Event.ANSWER_NOT_KEPT,
    Event.STORE_SET_ASIDE,
    Event.PAGE_DAMAGED,
    Event.VOICE_FAILED,
    Event.PRINT_FAILED,
)
_SENTENCES: Final = frozenset(event.value for event in Event)


class KioskLog:
    """The log of one kiosk. It never fails and never grows beyond its files.

    Where it cannot be written, nothing is: a visitor is not to be troubled with it.

    Args:
        file: The newest file. It need not be there, but its directory has to.
        now: The time, with its time zone.
    """

    def __init__(self, file: Path, now: Callable[[], datetime]) -> None:
        self._file = file
        self._now = now

    def write(self, event: Event, number: int | None = None) -> None:
        """Write down that something happened, with the number that it is about, if any."""
        line = _line(event, self._now(), number)
        with suppress(OSError):
            self._make_room(len(line))
            self._append(line)

    def last(self, most: int) -> tuple[str, ...]:
        """The last lines that were written, the oldest first; none where they cannot be read."""
        found: list[str] = []
        for file in reversed(self._files()):
            with suppress(OSError):
                found += _lines(file)
        return tuple(found[-most:])

    def trouble(self) -> str:
        """Why nothing can be written, or nothing. Nothing is written to find out."""
        try:
            if self._file.exists():
                os.close(self._opened(os.O_WRONLY))
            elif not os.access(self._file.parent, os.W_OK | os.X_OK):
                return _NOT_WRITABLE.format(file=self._file, why="its directory cannot be written")
        except OSError as error:
            return _NOT_WRITABLE.format(file=self._file, why=error.strerror)
        return ""

    def _files(self) -> list[Path]:
        """Every file there may be, the newest first."""
        older = [self._file.with_name(f"{self._file.name}.{each}") for each in range(1, FILES)]
        return [self._file, *older]

    def _make_room(self, size: int) -> None:
        if not self._file.exists() or self._file.stat().st_size + size <= MOST_BYTES:
            return
        files = self._files()
        for newer, older in zip(files[-2::-1], files[:0:-1], strict=True):
            with suppress(FileNotFoundError):
                newer.replace(older)

    def _append(self, line: bytes) -> None:
        opened = self._opened(os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        try:
            # At once, so that two kiosks with one log do not write into each other's lines.
            os.write(opened, line)
        finally:
            os.close(opened)

    def _opened(self, how: int) -> int:
        # A pipe in its place does not keep us waiting, and nothing is followed to elsewhere.
        return os.open(self._file, how | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, 0o600)


_NOT_WRITABLE: Final = (
    "{file} cannot be written ({why}), so faults of the kiosk are not kept: mend its permissions or"
    " take it away."
)


def _line(event: Event, now: datetime, number: int | None) -> bytes:
    exact = "%Y-%m-%dT%H:00:00Z" if event.is_in_a_visit else "%Y-%m-%dT%H:%M:%SZ"
    about = "" if number is None else f" ({number:d})"
    return f"{now.astimezone(UTC).strftime(exact)} {event.value}{about}\n".encode()


def _lines(file: Path) -> list[str]:
    """The lines at the end of a file that we wrote; whatever else is in it is left out."""
    with file.open("rb") as opened:
        opened.seek(max(0, opened.seek(0, os.SEEK_END) - _TAIL))
        text = opened.read(_TAIL).decode(errors="replace")
    return [line for line in text.split("\n") if _is_ours(line)]


def _is_ours(line: str) -> bool:
    when, _, told = line.partition(" ")
    sentence = re.sub(r" \(-?\d{1,20}\)\Z", "", told)
    return bool(_WHEN.fullmatch(when)) and sentence in _SENTENCES
