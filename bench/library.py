"""Makes a synthetic library: ``python -m bench.library 1000 FILE``, through the real builder."""

import argparse
import json
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

from rich.console import Console
from rich.progress import Progress

from bench import real, synthetic
from bench.memory import peak_memory
from sci_tui.domain.prose import sentences
from sci_tui.domain.study import Study
from sci_tui.domain.study_prose import own_prose
from sci_tui.store.builder import build_from

_MEGABYTE: Final = 1_000_000
_SHADOWS: Final = ("data", "idx", "content", "docsize", "config")
"""What FTS5 calls the tables that it keeps an index in."""


class Made(NamedTuple):
    """A library file and what making it took.

    ``text_bytes`` are those of the prose of its studies, ``index_bytes`` those that its search
    indexes fill, ``peak_memory`` the most that the program held while it made both the studies
    and the file.
    """

    studies: int
    seconds: float
    text_bytes: int
    index_bytes: int
    file_bytes: int
    peak_memory: int

    def lines(self) -> Iterator[str]:
        """All of it, in words."""
        share = self.index_bytes / self.text_bytes
        yield f"{self.studies:,} studies in {self.seconds:.1f} s"
        yield f"text {self.text_bytes / _MEGABYTE:,.1f} MB"
        yield f"search index {self.index_bytes / _MEGABYTE:,.1f} MB, {share:.2f} of the text"
        yield f"file {self.file_bytes / _MEGABYTE:,.1f} MB"
        yield f"most memory {self.peak_memory / _MEGABYTE:,.1f} MB"


def make(studies: int, file: Path) -> Made:
    """Write a library of synthetic studies, and show on standard error how far it is."""
    content = real.content()
    texts = _Texts(synthetic.studies(studies, content))
    with Progress(console=Console(stderr=True), transient=True) as progress:
        started = time.perf_counter()
        shown = progress.track(texts, total=studies, description=f"{studies:,} studies")
        build_from(content, shown, file)
        seconds = time.perf_counter() - started
    return Made(
        studies, seconds, texts.size, index_bytes(file), file.stat().st_size, peak_memory("self")
    )


def index_bytes(file: Path) -> int:
    """The bytes of the pages that the full-text indexes of a library fill."""
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as library:
        indexes = library.execute(
            "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%'"
        )
        shadows = [f"{name}_{shadow}" for (name,) in indexes for shadow in _SHADOWS]
        return int(
            library.execute(
                "SELECT total(pgsize) FROM dbstat WHERE aggregate = TRUE"
                " AND name IN (SELECT value FROM json_each(?))",
                (json.dumps(shadows),),
            ).fetchone()[0]
        )


class _Texts:
    """Lets studies pass, and adds up how long their text is."""

    def __init__(self, studies: Iterable[Study]) -> None:
        self._studies = studies
        self.size = 0

    def __iter__(self) -> Iterator[Study]:
        for study in self._studies:
            self.size += sum(
                len(sentence.text.encode())
                for prose in own_prose(study)
                for sentence in sentences(prose)
            )
            yield study


def main(arguments: Sequence[str] | None = None) -> int:
    """Make a library, write what it took beside it, and say so."""
    parser = argparse.ArgumentParser(prog="python -m bench.library", description=__doc__)
    parser.add_argument("studies", type=int, metavar="N", help="how many studies")
    parser.add_argument("file", type=Path, metavar="FILE", help="the library file")
    options = parser.parse_args(arguments)
    made = make(options.studies, options.file)
    note_beside(options.file).write_text(json.dumps(made._asdict()) + "\n", encoding="utf-8")
    for line in made.lines():
        print(line)
    return 0


def note_beside(file: Path) -> Path:
    """Where it is written what making a library took."""
    return file.with_suffix(".json")


if __name__ == "__main__":
    sys.exit(main())
