"""Small disks of memory, put in for one test and taken out after it."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(at: Path, size: str) -> Iterator[Path]:
    """A disk of so many bytes (such as ``300k``), mounted at a folder that is made for it."""
    at.mkdir(parents=True, exist_ok=True)
    command = ("mount", "-t", "tmpfs", "-o", f"size={size}", "sci-tui-test", str(at))
    tried = subprocess.run(command, capture_output=True, check=False)
    if tried.returncode:
        pytest.skip("only the superuser may mount a disk")
    try:
        yield at
    finally:
        pull_out(at)


def pull_out(at: Path) -> None:
    """Take a disk out, whether or not something on it is open; again does nothing."""
    subprocess.run(("umount", "--lazy", str(at)), capture_output=True, check=False)


def make_read_only(at: Path) -> None:
    """Let nothing be written to a disk any more."""
    subprocess.run(("mount", "-o", "remount,ro", str(at)), check=True)
