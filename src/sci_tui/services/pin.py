"""The PIN of a kiosk's staff page: kept as a hash, and guarded against being guessed."""

import fcntl
import hashlib
import hmac
import json
import math
import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from itertools import groupby, pairwise
from pathlib import Path
from shlex import quote
from typing import Any, Final, NamedTuple

from sci_tui.domain.errors import NotThere, SciTuiError, Unsaved
from sci_tui.whole_files import OWNER_ALONE, replacing

FILE_NAME: Final = "kiosk-pin.json"
"""What the file is called in the data directory."""

LEAST_DIGITS: Final = 6
MOST_DIGITS: Final = 12

FREE_TRIES: Final = 3
"""So many tries need no wait; each wrong one after them doubles it."""
FIRST_WAIT: Final = 30
LONGEST_WAIT: Final = 3600

# One of the settings that the OWASP Password Storage Cheat Sheet lists as equally strong: this one
# takes the least memory, 32 MiB. OpenSSL needs a little more than that.
_COST: Final = {"n": 2**15, "r": 8, "p": 3, "maxmem": 64 * 2**20}
_SALT_BYTES: Final = 16
_HASH_BYTES: Final = 32
_BOOT_ID: Final = Path("/proc/sys/kernel/random/boot_id")


class RefusedPin(SciTuiError):
    """It cannot be a PIN, or is one that is guessed first."""

    exit_code = 2


class UnusablePin(SciTuiError):
    """What is kept of the PIN is damaged or cannot be read, so that none is taken."""

    exit_code = 4


class Moment(NamedTuple):
    """A time that no clock on the wall can change: which start of the machine, and how long ago."""

    boot: str
    seconds: float


class Verdict(Enum):
    """What came of entering a PIN."""

    RIGHT = "right"
    WRONG = "wrong"
    TOO_SOON = "too soon"
    """It was not looked at."""


class Entered(NamedTuple):
    """What came of it, and how many seconds from now on nothing is looked at."""

    verdict: Verdict
    wait: int


class _Kept(NamedTuple):
    """What stands in the file: the hash, and the wrong tries since the last right one."""

    salt: str
    hash: str
    failures: int
    boot: str
    seconds: float


def this_moment() -> Moment:
    """The time since this machine started, while it slept too.

    Where the system does not tell one start from another, only that the time has gone back does.
    """
    clock = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
    boot = ""
    with suppress(OSError):
        boot = _BOOT_ID.read_text(encoding="ascii").strip()
    return Moment(boot, time.clock_gettime(clock))


def check_new(pin: str) -> None:
    """See that something can be a PIN.

    Raises:
        RefusedPin: If not. What it is is not repeated.
    """
    is_number = pin.isascii() and pin.isdecimal()
    if not (is_number and LEAST_DIGITS <= len(pin) <= MOST_DIGITS):
        raise RefusedPin(
            f"A PIN has {LEAST_DIGITS} to {MOST_DIGITS} digits and nothing else: choose another."
        )
    if _is_guessed_first(pin):
        raise RefusedPin(
            "That PIN is one of the first that anybody would try: choose digits that do not repeat"
            " or count up or down."
        )


def wait_after(failures: int) -> int:
    """How many seconds after so many wrong tries nothing is looked at."""
    if failures < FREE_TRIES:
        return 0
    # A large power is not worked out, only to be cut.
    return min(FIRST_WAIT << min(failures - FREE_TRIES, 20), LONGEST_WAIT)


def still_to_wait(failures: int, last: Moment, now: Moment) -> int:
    """How many seconds are left of the wait after so many wrong tries, the last of them then.

    How long the machine was off cannot be known, so after a start the whole wait counts from that.
    """
    is_same_start = last.boot == now.boot and last.seconds <= now.seconds
    begun = last.seconds if is_same_start else 0.0
    return max(math.ceil(begun + wait_after(failures) - now.seconds), 0)


class Pin:
    """The PIN in a data directory.

    A wrong try is counted on the disk before it is looked at, so that neither a power cut nor an
    ended program takes it back, and several programs share one count.

    Args:
        directory: The data directory; None if there is none.
        now: The time since the machine started.
    """

    def __init__(self, directory: Path | None, now: Callable[[], Moment] = this_moment) -> None:
        self._directory = directory
        self._now = now

    @property
    def file(self) -> Path | None:
        """Where it is kept."""
        return self._directory and self._directory / FILE_NAME

    def is_set(self) -> bool:
        """Whether there is a PIN.

        Raises:
            UnusablePin: If what is kept of it is damaged or cannot be read.
        """
        try:
            self._kept()
        except NotThere:
            return False
        return True

    def set(self, pin: str) -> None:
        """Take a PIN in place of the one before, and forget the wrong tries.

        Raises:
            RefusedPin: If it cannot be one.
            Unsaved: If it cannot be kept. Then the one before still counts.
        """
        check_new(pin)
        directory = self._needed()
        salt = secrets.token_bytes(_SALT_BYTES)
        kept = _Kept(salt.hex(), _hash(pin, salt).hex(), 0, "", 0.0)
        told = "The PIN is not set, because {file} cannot be written ({why})"
        try:
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise self._unsaved(told, error) from error
        with self._alone(told):
            self._write(kept, told)

    def enter(self, pin: str) -> Entered:
        """Try a PIN. This takes a good part of a second, or longer on a slow machine.

        Raises:
            NotThere: If none is set.
            UnusablePin: If what is kept is damaged or cannot be read.
            Unsaved: If the try cannot be counted. Then it is not looked at.
        """
        told = "The PIN was not tried, because {file} cannot be written ({why})"
        # Where nothing is kept, there is nothing to lock either.
        self._kept()
        with self._alone(told):
            kept = self._kept()
            now = self._now()
            wait = _left(kept, now)
            if wait:
                return Entered(Verdict.TOO_SOON, wait)
            counted = kept._replace(failures=kept.failures + 1, boot=now.boot, seconds=now.seconds)
            self._write(counted, told)
            found = _hash(pin, bytes.fromhex(kept.salt))
            if not hmac.compare_digest(found, bytes.fromhex(kept.hash)):
                return Entered(Verdict.WRONG, _left(counted, self._now()))
            # If this fails the right one counts as a wrong one, which only makes a later wait
            # longer.
            with suppress(Unsaved):
                self._write(kept._replace(failures=0), told)
            return Entered(Verdict.RIGHT, 0)

    def wait(self) -> int:
        """How many seconds from now on nothing is looked at.

        Raises:
            NotThere: If none is set.
            UnusablePin: If what is kept is damaged or cannot be read.
        """
        return _left(self._kept(), self._now())

    def _needed(self) -> Path:
        if self._directory is None:
            raise Unsaved(
                "The PIN is not set, because there is no place for it: set SCI_TUI_DATA_DIR to the"
                " kiosk's directory."
            )
        return self._directory

    @contextmanager
    def _alone(self, told: str) -> Iterator[None]:
        """Keep all other programs from the PIN until the block ends.

        The directory itself is locked: a file for it might belong to somebody else.
        """
        try:
            lock = os.open(self._needed(), os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError as error:
            raise self._unsaved(told, error) from error
        try:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX)
            except OSError as error:
                raise self._unsaved(told, error) from error
            yield
        finally:
            os.close(lock)

    def _kept(self) -> _Kept:
        file = self.file
        try:
            if file is None:
                raise FileNotFoundError
            text = file.read_bytes()
        except (FileNotFoundError, NotADirectoryError) as error:
            raise NotThere(f"No PIN is set. {self._remedy}") from error
        except OSError as error:
            raise UnusablePin(
                f"The PIN in {file} cannot be read ({error.strerror}). {self._remedy}"
            ) from error
        try:
            return _checked(json.loads(text))
        except (ValueError, RecursionError) as error:
            raise UnusablePin(
                f"The PIN in {file} is damaged, so that none is taken. {self._remedy}"
            ) from error

    @property
    def _remedy(self) -> str:
        place = f"SCI_TUI_DATA_DIR={quote(str(self._directory))} " if self._directory else ""
        return f"Set one as root: {place}sci-tui kiosk set-pin"

    def _write(self, kept: _Kept, told: str) -> None:
        """Replace the file, so that it is on the disk on return."""
        file = self._needed() / FILE_NAME
        try:
            with replacing(file, OWNER_ALONE) as unfinished:
                unfinished.write_text(json.dumps(kept._asdict()), encoding="ascii")
                if os.geteuid() == 0:
                    # Set by root, it is still to be read by whoever the kiosk runs as.
                    owner = file.parent.stat()
                    os.chown(unfinished, owner.st_uid, owner.st_gid)
            # Its mode is that of the one before, which somebody may have changed.
            file.chmod(OWNER_ALONE)
        except OSError as error:
            raise self._unsaved(told, error) from error

    def _unsaved(self, told: str, error: OSError) -> Unsaved:
        said = told.format(file=self.file, why=error.strerror)
        return Unsaved(f"{said}: make room on that disk or mend its permissions, and try again.")


def _left(kept: _Kept, now: Moment) -> int:
    return still_to_wait(kept.failures, Moment(kept.boot, kept.seconds), now)


def _hash(pin: str, salt: bytes) -> bytes:
    typed = pin.encode("utf-8", "backslashreplace")
    return hashlib.scrypt(typed, salt=salt, dklen=_HASH_BYTES, **_COST)


def _is_guessed_first(pin: str) -> bool:
    """Few different digits, a block that repeats, or steps that are all the same."""
    if len(set(pin)) < 3:
        return True
    if any(pin == (pin[:size] * len(pin))[: len(pin)] for size in range(1, len(pin) // 2 + 1)):
        return True
    # 112233 counts as well as 123.
    digits = [int(digit) for digit, _ in groupby(pin)]
    steps = {(after - before) % 10 for before, after in pairwise(digits)}
    return len(steps) == 1


def _checked(raw: Any) -> _Kept:
    """What stands in the file.

    Raises:
        ValueError: If that is not what we write.
    """
    if not isinstance(raw, dict) or set(raw) != set(_Kept._fields):
        raise ValueError
    salt, hashed, failures, boot, seconds = (raw[name] for name in _Kept._fields)
    if not all(isinstance(text, str) for text in (salt, hashed, boot)):
        raise ValueError
    if (len(bytes.fromhex(salt)), len(bytes.fromhex(hashed))) != (_SALT_BYTES, _HASH_BYTES):
        raise ValueError
    if type(failures) is not int or failures < 0:
        raise ValueError
    if not isinstance(seconds, float) or not 0 <= seconds < math.inf:
        raise ValueError
    return _Kept(salt, hashed, failures, boot, seconds)
