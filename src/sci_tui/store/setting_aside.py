"""Setting a store aside that nothing can be kept in, so that a fresh one can be begun.

It is renamed beside itself, with what SQLite keeps in further files. Programs that share a data
directory keep out of each other's way by a lock on the directory itself, which needs no room on
the disk: whoever keeps an answer holds it with others, whoever sets a store aside holds it alone.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

MOST: Final = 99
"""How many stores are set aside at most: a disk that damages them all is not to be filled."""

_BESIDE: Final = ("-wal", "-shm", "-journal")
"""What SQLite puts behind the name of a store for its further files."""
_PAUSE: Final = 0.01


@contextmanager
def held(directory: Path, patience: float, *, alone: bool = False) -> Iterator[None]:
    """Hold the lock on a data directory, with others or alone, until the block ends.

    Raises:
        TimeoutError: If others held it for all that many seconds of patience.
        OSError: If the directory cannot be opened. One that is not there needs no lock.
    """
    try:
        handle = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        yield
        return
    try:
        _take(handle, fcntl.LOCK_EX if alone else fcntl.LOCK_SH, patience)
        yield
    finally:
        os.close(handle)


def _take(handle: int, kind: int, patience: float) -> None:
    latest = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= latest:
                raise TimeoutError from None
            time.sleep(_PAUSE)
        except OSError:
            return  # A file system that knows no locks.
        else:
            return


def set_aside(path: Path) -> Path:
    """Rename a store beside itself to ``user-damaged-1.db`` or so, and return where it is now.

    Whoever is killed in the middle leaves the store either where it was or aside, and nothing of
    it is lost: its further files have both names until it has the new one.

    Raises:
        OSError: If it cannot be renamed, or so many are set aside already.
    """
    aside = _free_name(path)
    for end in _BESIDE:
        with suppress(FileNotFoundError, FileExistsError):
            os.link(_beside(path, end), _beside(aside, end))
    path.rename(aside)
    for end in _BESIDE:
        _beside(path, end).unlink(missing_ok=True)
    _settle(path.parent)
    return aside


def _free_name(path: Path) -> Path:
    for number in range(1, MOST + 1):
        name = path.with_name(f"{path.stem}-damaged-{number}{path.suffix}")
        if not os.path.lexists(name) and all(_is_free(path, name, end) for end in _BESIDE):
            return name
    raise OSError(f"{MOST} stores are set aside beside it already")


def _is_free(path: Path, name: Path, end: str) -> bool:
    """Whether a further file can have its new name, or has it since a try that was interrupted."""
    try:
        return _beside(name, end).samefile(_beside(path, end))
    except FileNotFoundError:
        return not os.path.lexists(_beside(name, end))


def _beside(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)


def _settle(directory: Path) -> None:
    """Wait until the names are on the disk, before anything is kept under the old one."""
    handle = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
