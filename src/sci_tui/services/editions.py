"""Editions of the library: what a stick holds, installing one, going back to the one before.

An installed edition is one file in the data directory. Another one takes its place by a rename and
only once its copy was looked through whole, so there is a whole library at every moment, whatever
happens; whoever has the old one open goes on reading it.
"""

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from sci_tui.domain.cleaning import clean
from sci_tui.domain.edition import Edition
from sci_tui.domain.errors import NotThere, RefusedContent, UnreadableLibrary, Unsaved
from sci_tui.places import INSTALLED_LIBRARY
from sci_tui.services.library import check_file, open_library
from sci_tui.whole_files import replacing

BEFORE: Final = "library-before.db"
"""In the data directory: the edition that was installed before the present one."""
MOST_FILES: Final = 20
"""How many library files of a stick are looked at, the first by name."""
MOST_BYTES: Final = 8 * 1024**3
"""No larger file is copied."""
ROOM_TO_LEAVE: Final = 20 * 1024**2
"""Bytes that have to stay free for answers once an edition is installed."""
_MOST_NAMES: Final = 1000
_LOCK: Final = "library.lock"
_KEEPING: Final = ".library-before.db.new"
_UNFINISHED: Final = f".{INSTALLED_LIBRARY}.*.new"
_PIECE: Final = 1024**2


class Offered(NamedTuple):
    """A library file: the edition in it and its number of studies, or why it cannot be used."""

    file: Path
    edition: Edition | None
    studies: int = 0
    why_not: str = ""


class Installed(NamedTuple):
    """The edition that is installed now, and the installed one whose place it took, if any."""

    edition: Edition
    studies: int
    instead_of: Edition | None


def editions_on(stick: Path) -> tuple[Offered, ...]:
    """The library files in the top folder of a stick, by name.

    Raises:
        UnreadableLibrary: If the stick cannot be read.
    """
    try:
        with os.scandir(stick) as entries:
            names = [entry.name for entry in islice(entries, _MOST_NAMES)]
    except OSError as error:
        raise UnreadableLibrary(
            f"{clean(str(stick))} cannot be read ({error.strerror}). Take the stick out, put it in"
            " again and try again."
        ) from error
    # Some systems leave hidden files that are named like those they stand for.
    files = sorted(name for name in names if _is_named_like_a_library(name))
    return tuple(look_at(stick / name) for name in files[:MOST_FILES])


def look_at(file: Path) -> Offered:
    """Which edition a file holds, or why it cannot be used. Its whole is looked through later."""
    try:
        _refuse_unless_plain(file, os.lstat(file))
        with closing(open_library(file, bundled=True)) as library:
            return Offered(file, library.edition(), library.study_count())
    except UnreadableLibrary as error:
        return Offered(file, None, why_not=clean(str(error)))
    except OSError as error:
        return Offered(file, None, why_not=clean(str(_out_of_reach(file, error))))


def install(file: Path, data: Path) -> Installed:
    """Let a library file be the one that is read; the one before is kept beside it.

    Args:
        file: The library file, perhaps on a stick.
        data: The data directory. It is made if it is not there.

    Raises:
        UnreadableLibrary: If the file cannot be read to its end, is damaged or of another format.
        Unsaved: If it cannot be kept, as on a full disk. After either, the library is as it was.
    """
    with _alone(data):
        with replacing(data / INSTALLED_LIBRARY) as copy:
            _copy(file, copy)
            edition, studies = _looked_through(copy, file)
            instead_of = _keep_present(data)
            was_bundled = not os.path.lexists(data / INSTALLED_LIBRARY)
        if was_bundled:
            # What came before is what came with the program, not an edition from before that.
            (data / BEFORE).unlink(missing_ok=True)
    return Installed(edition, studies, instead_of)


def roll_back(data: Path) -> Installed | None:
    """Let the edition before the present one be read again; the two change places.

    Where none was installed before it, the library that came with the program is read again, and
    None is returned.

    Raises:
        NotThere: If no edition is installed, nor was one before.
        UnreadableLibrary: If the one before is damaged. The present one then stays.
        Unsaved: If the data directory cannot be written.
    """
    present, before = data / INSTALLED_LIBRARY, data / BEFORE
    if not os.path.lexists(present) and not os.path.lexists(before):
        raise NotThere(
            "No edition was installed here, so there is none to go back from: the library that came"
            " with sci_tui is the one that is read."
        )
    with _alone(data):
        if not os.path.lexists(before) or _is_one_file(present, before):
            present.replace(before)
            present.unlink(missing_ok=True)
            return None
        edition, studies = _looked_through(before, before)
        instead_of = look_at(present).edition
        keeping = _linked(present)
        before.replace(present)
        if keeping:
            keeping.replace(before)
    return Installed(edition, studies, instead_of)


def _is_named_like_a_library(name: str) -> bool:
    return name.casefold().endswith(".db") and not name.startswith(".")


def _refuse_unless_plain(file: Path, status: os.stat_result) -> None:
    """Refuse what only leads to a file, what is no file, and what is too large.

    Raises:
        UnreadableLibrary: If it is one of these.
    """
    if stat.S_ISLNK(status.st_mode):
        raise UnreadableLibrary(f"{file} only leads to a file. Copy that file itself there.")
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableLibrary(f"{file} is not a file. Give the path of a library file.")
    if status.st_size > MOST_BYTES:
        raise UnreadableLibrary(
            f"{file} is larger than any library may be ({MOST_BYTES // 1024**3} GiB). Get a fresh"
            " copy of the library."
        )


def _out_of_reach(file: Path, error: OSError) -> UnreadableLibrary:
    return UnreadableLibrary(
        f"{file} cannot be read ({error.strerror}). If it is on a stick, put the stick in again"
        " and try again."
    )


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """Nobody else changes the installed editions until the block ends; then all is on the disk.

    Raises:
        Unsaved: If that is not so, or if the block cannot write.
    """
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(data / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _tidy(data)
            yield
            _settle(data)
        finally:
            os.close(lock)
    except BlockingIOError as error:
        raise Unsaved(
            "Another program is changing the library here just now. Wait until it is done, and try"
            " again."
        ) from error
    except OSError as error:
        raise Unsaved(
            f"The library in {data} could not be changed ({error.strerror}) and is as it was. Make"
            " some room there or mend its permissions, and try again."
        ) from error


def _tidy(data: Path) -> None:
    """Clear away what a program left that was killed, and keep what it was about to keep."""
    for unfinished in data.glob(_UNFINISHED):
        unfinished.unlink()
    keeping = data / _KEEPING
    if keeping.exists() and not (data / BEFORE).exists():
        keeping.replace(data / BEFORE)
    keeping.unlink(missing_ok=True)


def _settle(directory: Path) -> None:
    """Wait until the names in a directory are on the disk."""
    opened = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _copy(file: Path, to: Path) -> None:
    """Copy a file whole.

    Raises:
        UnreadableLibrary: If it cannot be read to its end.
        OSError: If the copy cannot be written.
    """
    # Nothing that only leads to a file is followed, and a pipe does not keep us waiting.
    how = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        _refuse_unless_plain(file, os.lstat(file))
        opened = os.open(file, how)
    except OSError as error:
        raise _out_of_reach(file, error) from error
    try:
        status = os.fstat(opened)
        _refuse_unless_plain(file, status)
        _find_room(status.st_size, to)
        copied = 0
        with to.open("wb") as copy:
            while copied <= status.st_size and (piece := _piece(opened, file)):
                copied += copy.write(piece)
    finally:
        os.close(opened)
    if copied != status.st_size:
        raise UnreadableLibrary(
            f"{file} changed while it was copied: {copied} of {status.st_size} bytes came. Leave it"
            " alone, and try again."
        )


def _piece(opened: int, file: Path) -> bytes:
    try:
        return os.read(opened, _PIECE)
    except OSError as error:
        raise _out_of_reach(file, error) from error


def _find_room(size: int, place: Path) -> None:
    """See whether there is room for so many bytes beside a file, and some is left.

    Raises:
        Unsaved: If there is not.
    """
    disk = os.statvfs(place.parent)
    missing = size + ROOM_TO_LEAVE - disk.f_bavail * disk.f_frsize
    if missing > 0:
        raise Unsaved(
            f"The disk with {place.parent} has too little room for this edition, so the library is"
            f" as it was. Make room for {missing // 1024**2 + 1} MiB more, and try again."
        )


def _looked_through(copy: Path, file: Path) -> tuple[Edition, int]:
    """The edition in a file and its studies, once all of it was read.

    Args:
        copy: What is looked through.
        file: What it is called when something is wrong with it.

    Raises:
        UnreadableLibrary: If it is damaged or of another format.
    """
    try:
        check_file(copy, bundled=True)
        with closing(open_library(copy, bundled=True)) as library:
            return library.edition(), library.study_count()
    except RefusedContent as error:
        first = str(error).partition("\n")[0].removeprefix(f"{copy}: ")
        raise UnreadableLibrary(
            f"{file} is damaged ({first}), so the library is as it was. Get a fresh copy of it."
        ) from error
    except UnreadableLibrary as error:
        raise UnreadableLibrary(str(error).replace(str(copy), str(file))) from error


def _keep_present(data: Path) -> Edition | None:
    """Let the installed edition be the one before as well, unless it cannot be read."""
    edition = look_at(Path(os.path.realpath(data / INSTALLED_LIBRARY))).edition
    if edition and (keeping := _linked(data / INSTALLED_LIBRARY)):
        keeping.replace(data / BEFORE)
        # Where both are one file already, nothing was replaced.
        keeping.unlink(missing_ok=True)
    return edition


def _linked(present: Path) -> Path | None:
    """Another name of the installed file, which stays when that is replaced."""
    keeping = present.with_name(_KEEPING)
    with suppress(FileNotFoundError):
        os.link(os.path.realpath(present), keeping)
        return keeping
    return None


def _is_one_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except FileNotFoundError:
        return False
