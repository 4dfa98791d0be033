"""Ripgrep over text files, one study a line and a thousand studies a file."""

import shutil
import subprocess
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import ClassVar, Final

from bench.peers.query import MOST_RESULTS, Kind, Query
from bench.peers.text import text
from bench.trouble import NotMeasured
from sci_tui.domain.study import Study

_IN_A_FILE: Final = 1000


class Ripgrep:
    """The newest studies that hold all the words; several words are several processes in a row."""

    name: ClassVar[str] = "ripgrep"
    what: ClassVar[str] = (
        "text files of 1,000 studies, a study a line, sorted by path; until 20 lines came"
    )

    def __init__(self) -> None:
        installed = shutil.which("rg")
        if installed is None:
            raise NotMeasured("ripgrep is not installed: make bench-needs")
        self._command = installed

    def index(self, studies: Iterable[Study], to: Path) -> None:
        """Write the studies as text."""
        to.mkdir()
        each = iter(studies)
        number = 0
        while lines := [f"{study.title} {text(study)}\n" for study in islice(each, _IN_A_FILE)]:
            (to / f"{number:04}.txt").write_text("".join(lines), encoding="utf-8")
            number += 1

    def open(self, path: Path) -> None:
        """Get ready to search."""
        self._folder = path

    def answers(self, query: Query) -> bool:
        """All but questions, whose words nobody has to have written all."""
        return query.kind is not Kind.QUESTION

    def search(self, query: Query) -> int:
        """Find the newest twenty."""
        first, *others = (_pattern(word, query) for word in query.words)
        running = [
            self._started("--no-filename", "--sort", "path", first, str(self._folder)),
        ]
        for other in others:
            running.append(self._started(other, "-", taking=running[-1]))
        last = running[-1].stdout
        found = sum(1 for _ in islice(last or (), MOST_RESULTS))
        for process in running:
            process.kill()
            if process.stdout is not None:
                process.stdout.close()
            process.wait()
        return found

    def _started(
        self, *arguments: str, taking: "subprocess.Popen[bytes] | None" = None
    ) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [self._command, "--no-config", "--ignore-case", *arguments],
            stdin=subprocess.DEVNULL if taking is None else taking.stdout,
            stdout=subprocess.PIPE,
        )


def _pattern(word: str, query: Query) -> str:
    return rf"\b{word}" if query.is_begun else rf"\b{word}\b"
