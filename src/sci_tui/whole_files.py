"""Files that are replaced as a whole: whoever looks sees the old one or the new one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

ANYBODY: Final = 0o666
"""The mode of a new file that others may read, as far as the umask lets them."""
OWNER_ALONE: Final = 0o600
"""The mode of a new file that is nobody else's business."""


@contextmanager
def replacing(file: Path, mode: int = ANYBODY) -> Iterator[Path]:
    """An empty file to fill, which takes the place of another when the block ends well.

    It is made beside that place. A link stays a link, and the file it leads to is replaced; what
    is replaced hands on its mode. If anything goes wrong, what was there before still is.

    Args:
        file: The file to replace. It need not be there, but its directory has to.
        mode: The mode of the file if it is not there yet.

    Raises:
        OSError: If it cannot be written.
    """
    # Path.resolve would raise something other than an OSError for a link that leads to itself.
    target = Path(os.path.realpath(file))
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.new")
    unfinished.unlink(missing_ok=True)
    before = target.stat().st_mode & 0o7777 if target.exists() else None
    try:
        first = mode if before is None else OWNER_ALONE
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, first))
        yield unfinished
        _settle(unfinished)
        if before is not None:
            unfinished.chmod(before)
        unfinished.replace(target)
        _settle(target.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def write_whole(file: Path, text: str, mode: int = ANYBODY) -> None:
    """Replace a file with a text in UTF-8; its line ends stay as they are.

    Raises:
        OSError: If it cannot be written; what was there before still is.
    """
    with replacing(file, mode) as unfinished:
        unfinished.write_text(text, encoding="utf-8", newline="")


def _settle(path: Path) -> None:
    """Wait until a file, or what a directory calls its files, is on the disk.

    So a power cut leaves neither an empty file nor the old one in the place of what was saved.
    """
    opened = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
