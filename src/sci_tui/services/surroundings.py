"""What a reader finds around it: the locale, the data directory, another reader."""

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

LOCK_NAME: Final = "reader.lock"
"""Held by an open reader in the data directory. It only informs; it keeps nobody out."""

FULL_DISK: Final = (
    "Answers cannot be kept, because the disk with {data} is full: make room, or set"
    " SCI_TUI_DATA_DIR to a directory on another disk."
)
ONLY_ASCII: Final = (
    "The locale here is not UTF-8, so only plain ASCII signs are used: set LANG to a UTF-8 locale"
    " such as C.UTF-8 to see all of them."
)
NO_HOME: Final = (
    "HOME is not set, so answers cannot be kept: set HOME, or SCI_TUI_DATA_DIR to a directory."
)
ANOTHER_READER: Final = "Another sci-tui is open here. Both keep what you answer."
_FIRST_WINS: Final = ("LC_ALL", "LC_CTYPE", "LANG")


def is_utf8(environment: Mapping[str, str]) -> bool:
    """Whether the locale says that the terminal takes UTF-8. Without a locale it does not."""
    locale = next((environment[name] for name in _FIRST_WINS if environment.get(name)), "C")
    encoding = locale.partition("@")[0].rpartition(".")[2]
    return encoding.replace("-", "").casefold() == "utf8"


def as_started(environment: Mapping[str, str]) -> Mapping[str, str]:
    """The environment without the locale that Python puts there itself where it was C.

    Python sets LC_CTYPE to a UTF-8 locale then (PEP 538), whatever the terminal can show. What
    the program was started with can still be read on Linux; elsewhere Python is believed.
    """
    if environment.get("LC_ALL") or "LC_CTYPE" not in environment:
        return environment
    try:
        started = Path("/proc/self/environ").read_bytes().split(b"\0")
    except OSError:
        return environment
    if any(entry.startswith(b"LC_CTYPE=") for entry in started):
        return environment
    return {name: value for name, value in environment.items() if name != "LC_CTYPE"}


def is_writable(directory: Path) -> bool:
    """Whether files can be made in a directory, or the directory itself where there is none."""
    try:
        while not directory.exists():
            directory = directory.parent
    except OSError:
        return False
    return directory.is_dir() and os.access(directory, os.W_OK | os.X_OK)


def _is_full(directory: Path) -> bool:
    """Whether the disk of a directory has no room left, as far as it tells."""
    while not directory.exists():
        directory = directory.parent
    try:
        return os.statvfs(directory).f_bavail == 0
    except OSError:
        return False


def trouble_with_data(data: Path | None) -> str:
    """Why answers cannot be kept, as far as that can be told without writing, or nothing."""
    if data is None:
        return NO_HOME
    if is_writable(data):
        return FULL_DISK.format(data=data) if _is_full(data) else ""
    return (
        f"Answers cannot be kept, because {data} cannot be written: mend its permissions, or set"
        " SCI_TUI_DATA_DIR to another directory."
    )


@contextmanager
def only_reader(data: Path | None) -> Iterator[bool]:
    """Whether no other reader is open here. Others are told of this one until the block ends.

    No directory is made for this: where nothing is kept, readers cannot be in each other's way.
    """
    lock = None
    alone = True
    with suppress(OSError):
        if data is not None and data.is_dir():
            lock = os.open(data / LOCK_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        if lock is not None:
            alone = _taken(lock)
        yield alone
    finally:
        if lock is not None:
            os.close(lock)


def _taken(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        # A file system that knows no locks.
        return True
    return True
