"""Sticks: which are put in, and taking the answers away on one."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from itertools import count, islice
from pathlib import Path
from typing import Final, NamedTuple

from sci_tui.domain.cleaning import clean
from sci_tui.domain.errors import NotThere, Unsaved
from sci_tui.domain.feedback import Feedback
from sci_tui.exchange.feedback_files import FeedbackFormat, written

MOST_STICKS: Final = 9
"""How many mounted sticks are told of, the first by name."""
_MOST_NAMES: Final = 1000
_UNFINISHED: Final = "sci-tui-feedback-unfinished"
_FILES: Final = {"feedback.csv": FeedbackFormat.CSV, "feedback.jsonl": FeedbackFormat.JSON_LINES}
_PULLED_OUT: Final = (errno.EIO, errno.ENODEV, errno.ENXIO, errno.ENOENT, errno.ENOMEDIUM)


class Stick(NamedTuple):
    """A mounted stick, how many bytes are free on it, and whether it can only be read."""

    path: Path
    free: int
    is_read_only: bool


class Exported(NamedTuple):
    """The folder that was written, and how many answers are in each of its files."""

    folder: Path
    answers: int


def sticks_in(place: Path) -> tuple[Stick, ...]:
    """The sticks that are put in: mounted at a place, or at folders in it, by name."""
    found = (_stick(path) for path in _mounted(place))
    return tuple(islice((stick for stick in found if stick), MOST_STICKS))


def export(answers: tuple[Feedback, ...], stick: Path, now: datetime) -> Exported:
    """Write every answer to a new folder on a stick, as CSV and as JSON lines.

    The folder gets its name once both files are on the stick and were read from it again: it is
    there whole or not at all. No answer is deleted, here nor there.

    Args:
        answers: The answers.
        stick: Where the stick is mounted.
        now: The time; its date is in the name of the folder.

    Raises:
        NotThere: If no stick is there.
        Unsaved: If it is full, can only be read, or is pulled out; or if what is on it is not
            what was written.
    """
    if not os.path.ismount(stick):
        # Otherwise all would go to the disk of this computer.
        raise _none_there()
    texts = {name: written(form, answers).encode() for name, form in _FILES.items()}
    with _told(stick):
        unfinished = stick / _UNFINISHED
        # One that was killed may have left it.
        _take_away(unfinished)
        unfinished.mkdir()
        try:
            for name, text in texts.items():
                _write(unfinished / name, text)
            _settle(unfinished)
            for name, text in texts.items():
                _read_again(unfinished / name, text)
            folder = _free_name(stick, now)
            unfinished.rename(folder)
        except BaseException:
            _take_away(unfinished)
            raise
        _settle(stick)
    if not os.path.ismount(stick):
        raise _pulled_out()
    return Exported(folder, len(answers))


def _mounted(place: Path) -> Iterator[Path]:
    if os.path.ismount(place):
        yield place
        return
    with suppress(OSError), os.scandir(place) as entries:
        for name in sorted(entry.name for entry in islice(entries, _MOST_NAMES)):
            if os.path.ismount(place / name):
                yield place / name


def _stick(path: Path) -> Stick | None:
    """A mounted stick; None where the system knows of one that is there no more."""
    try:
        disk = os.statvfs(path)
        os.scandir(path).close()
    except OSError:
        return None
    return Stick(path, disk.f_bavail * disk.f_frsize, bool(disk.f_flag & os.ST_RDONLY))


def _write(file: Path, text: bytes) -> None:
    opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
    with os.fdopen(opened, "wb") as target:
        target.write(text)
        target.flush()
        os.fsync(opened)
        # What is read again is to come from the stick, not from the memory of this computer.
        os.posix_fadvise(opened, 0, 0, os.POSIX_FADV_DONTNEED)


def _read_again(file: Path, text: bytes) -> None:
    if file.read_bytes() != text:
        raise Unsaved(
            "What is on the stick is not what was written to it, so it was taken away again. Use"
            " another stick."
        )


def _settle(folder: Path) -> None:
    """Wait until the names in a folder are on the stick."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _free_name(stick: Path, now: datetime) -> Path:
    names = (stick / f"sci-tui-feedback-{now:%Y-%m-%d}-{number}" for number in count(1))
    return next(name for name in names if not os.path.lexists(name))


def _take_away(unfinished: Path) -> None:
    """Leave no half of an export behind, as far as that can still be done."""
    for name in _FILES:
        with suppress(OSError):
            (unfinished / name).unlink()
    with suppress(OSError):
        unfinished.rmdir()


@contextmanager
def _told(stick: Path) -> Iterator[None]:
    """Say in one sentence why a stick could not be written.

    Raises:
        Unsaved: If it could not.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _PULLED_OUT:
            raise _pulled_out() from error
        raise Unsaved(_why(stick, error)) from error


def _why(stick: Path, error: OSError) -> str:
    kept = "The answers were not taken away, and are still kept here"
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return f"The stick is full. {kept}: make room on it or use another stick."
        case errno.EROFS | errno.EACCES | errno.EPERM:
            return (
                f"The stick cannot be written. {kept}: see whether it has a switch that locks it,"
                " or use another stick."
            )
        case _:
            return f"{clean(str(stick))} failed ({error.strerror}). {kept}: use another stick."


def _pulled_out() -> Unsaved:
    return Unsaved(
        "The stick was pulled out too soon. The answers are still kept here: put it in again, wait"
        " a moment, and try again."
    )


def _none_there() -> NotThere:
    return NotThere("There is no stick. Put one in, wait a moment, and try again.")
