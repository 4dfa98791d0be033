"""A process and all that it started: whether any of them works, and ending every one of them."""

import os
import signal
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

_PROC: Final = Path("/proc")
_GONE: Final = (FileNotFoundError, ProcessLookupError)
_PATIENCE: Final = 10.0


class Process(NamedTuple):
    """One process: its number may come again, but not with the same beginning."""

    pid: int
    begun: str


class _Stat(NamedTuple):
    """What the kernel says of a process or a thread."""

    state: str
    parent: int
    begun: str


def process(pid: int) -> Process:
    """A process that is there."""
    stat = _stat(_PROC / str(pid) / "stat")
    assert stat is not None, f"There is no process {pid}."
    return Process(pid, stat.begun)


def family(first: Process) -> list[Process]:
    """A process with all its descendants; nobody, if it is gone."""
    children: defaultdict[int, list[Process]] = defaultdict(list)
    found: list[Process] = []
    for pid, stat in _all():
        each = Process(pid, stat.begun)
        children[stat.parent].append(each)
        if each == first:
            found.append(each)
    for each in found:
        found.extend(children[each.pid])
    return found


def are_working(pids: Iterable[int]) -> bool:
    """Whether any thread of them is running, waits for a processor, or waits for a disk."""
    return any(state in "RD" for pid in pids for state in _threads(pid))


def is_there(process: Process) -> bool:
    """Whether a process has not ended yet."""
    stat = _stat(_PROC / str(process.pid) / "stat")
    # What has ended and waits for its parent does nothing more.
    return stat is not None and stat.begun == process.begun and stat.state != "Z"


def end(processes: Iterable[Process]) -> None:
    """End those that are still there, and wait until they are gone."""
    left = [each for each in processes if is_there(each)]
    for each in left:
        with suppress(ProcessLookupError):
            os.kill(each.pid, signal.SIGKILL)
    until_gone(left)


def until_gone(processes: Iterable[Process]) -> None:
    """Wait until all of them have ended."""
    processes = list(processes)
    deadline = time.monotonic() + _PATIENCE
    while left := [each for each in processes if is_there(each)]:
        assert time.monotonic() < deadline, f"These do not end: {left}"
        time.sleep(0.01)


def _all() -> Iterator[tuple[int, _Stat]]:
    for folder in _PROC.iterdir():
        if folder.name.isdecimal() and (stat := _stat(folder / "stat")):
            yield int(folder.name), stat


def _threads(pid: int) -> Iterator[str]:
    with suppress(*_GONE):
        for folder in (_PROC / str(pid) / "task").iterdir():
            if stat := _stat(folder / "stat"):
                yield stat.state


def _stat(file: Path) -> _Stat | None:
    try:
        # A name may hold spaces and brackets; it ends with the last bracket.
        fields = file.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except _GONE:
        return None
    return _Stat(fields[0], int(fields[1]), fields[19])
