"""Answers about studies, whose writer is killed again and again."""

import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bench.figures import COUNT, Row, below
from bench.measures.measure import Measure
from bench.programs import Programs
from bench.trouble import NotMeasured
from sci_tui.store.outbox import Outbox

_NAME: Final = "feedback"
_WHAT: Final = "feedback: acknowledged answers lost"
_MANY: Final = 1_000_000
_LATEST: Final = 0.02
"""A writer is killed so many seconds after its first answer, or sooner."""


def kills(programs: Programs) -> Iterator[Row]:
    """Answers that were said to be safe and are not there after ``kill -9``."""
    times = programs.times(200, 3)
    with TemporaryDirectory(prefix="sci-tui-bench-") as folder:
        store = Path(folder) / "user.db"
        heard: set[str] = set()
        for turn in range(times):
            heard |= _killed(programs, store, turn)
        with closing(Outbox(store)) as outbox:
            kept = {answer.id for answer in outbox.all()}
        with closing(sqlite3.connect(store)) as connection:
            damage = connection.execute("PRAGMA integrity_check").fetchall()
    if not heard:
        raise NotMeasured("no answer was acknowledged")
    integrity = "integrity ok" if damage == [("ok",)] else f"damaged: {damage[0][0]}"
    row = below(
        f"{_WHAT} in {times} kill -9",
        0,
        len(heard - kept),
        COUNT,
        f" of {len(heard):,}, {integrity}",
    )
    yield row if damage == [("ok",)] else row._replace(met="no")


def _killed(programs: Programs, store: Path, turn: int) -> set[str]:
    """The answers that one writer acknowledged before it was killed, each time somewhere else."""
    command = [*programs.app("answers"), str(store), str(turn * _MANY + 1)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        heard = [writer.stdout.readline()]
        time.sleep(turn * 7919 % 1000 / 1000 * _LATEST)
        writer.kill()
        heard += writer.stdout.readlines()
    return {line.strip() for line in heard if line.endswith("\n")}


MEASURES: Final = (Measure(_NAME, _WHAT, "<= 0", kills),)
