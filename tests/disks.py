"""A small disk of one's own, in memory, to fill or to make read-only."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest


class SmallDisk:
    """A disk mounted on a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self) -> Path:
        """Take all the room there is with one file, and return it."""
        filler = self.folder / f"filler-{uuid4()}"
        with filler.open("wb", buffering=0) as file:
            size = 4096
            while size:
                try:
                    file.write(b"\0" * size)
                except OSError:
                    size //= 2
        return filler

    def remount(self, how: str) -> None:
        """Mount it anew, ``ro`` or ``rw``, whoever uses it."""
        # What is open for writing would keep the disk from it; a disk that fails asks nobody.
        subprocess.run(["mount", "-o", f"remount,{how}", str(self.folder)], check=True)


@contextmanager
def small_disk(folder: Path, size: str = "256k") -> Iterator[SmallDisk]:
    """Mount one, which needs the superuser; the test is skipped where nobody is."""
    folder.mkdir(parents=True, exist_ok=True)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "none", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("Only the superuser can mount a disk.")
    try:
        yield SmallDisk(folder)
    finally:
        pull_out(folder)


def pull_out(folder: Path) -> None:
    """Take a disk out, whether or not something on it is open; again does nothing."""
    subprocess.run(["umount", "--lazy", str(folder)], capture_output=True, check=False)


@contextmanager
def disk_at(folder: Path, size: str) -> Iterator[Path]:
    """The same where only the folder is needed."""
    with small_disk(folder, size):
        yield folder


def make_read_only(folder: Path) -> None:
    """Let nothing be written to a disk any more."""
    SmallDisk(folder).remount("ro")
