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
_SEARCH: Final = ("studies_fts", "stems_fts", "vocabulary", "slips", "other_words")
_LISTS: Final = ("by_sureness_fts", "by_people_fts", "by_title_fts", "by_added_fts")
_KEPT: Final = (
    "SELECT m.name FROM json_each(?) AS owner JOIN sqlite_master AS m"
    " ON m.tbl_name = owner.value OR m.tbl_name GLOB owner.value || '_*' WHERE m.rootpage > 0"
)
_SIZE: Final = "SELECT total(pgsize) FROM dbstat WHERE aggregate = TRUE AND name = ?"


class Made(NamedTuple):
    """A library file and what making it took.

    ``text_bytes`` are those of the prose of its studies, ``peak_memory`` the most that the program
    held while it made both the studies and the file.
    """

    studies: int
    seconds: float
    text_bytes: int
    file_bytes: int
    peak_memory: int


class Indexes(NamedTuple):
    """The bytes of pages that indexes fill: what only searches read, and what puts lists in order.

    Lists are narrowed by the index of searches too.
    """

    search: int
    lists: int


def make(studies: int, file: Path) -> Made:
    """Write a library of synthetic studies, and show on standard error how far it is."""
    content = real.content()
    texts = _Texts(synthetic.studies(studies, content))
    with Progress(console=Console(stderr=True), transient=True) as progress:
        started = time.perf_counter()
        shown = progress.track(texts, total=studies, description=f"{studies:,} studies")
        build_from(content, shown, file)
        seconds = time.perf_counter() - started
    return Made(studies, seconds, texts.size, file.stat().st_size, peak_memory("self"))


def indexes(file: Path) -> Indexes:
    """How large the indexes of a library are."""
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as library:
        return Indexes(_filled(library, _SEARCH), _filled(library, _LISTS))


def _filled(library: sqlite3.Connection, owners: Sequence[str]) -> int:
    """What tables fill, with their own indexes; a full-text index keeps itself in several."""
    kept = [name for (name,) in library.execute(_KEPT, (json.dumps(owners),))]
    return sum(int(library.execute(_SIZE, (name,)).fetchone()[0]) for name in kept)


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
    for line in _lines(made, indexes(options.file)):
        print(line)
    return 0


def _lines(made: Made, filled: Indexes) -> Iterator[str]:
    share = filled.search / made.text_bytes
    yield f"{made.studies:,} studies in {made.seconds:.1f} s"
    yield f"text {made.text_bytes / _MEGABYTE:,.1f} MB"
    yield f"search index {filled.search / _MEGABYTE:,.1f} MB, {share:.2f} of the text"
    yield f"orders of lists {filled.lists / _MEGABYTE:,.1f} MB"
    yield f"file {made.file_bytes / _MEGABYTE:,.1f} MB"
    yield f"most memory {made.peak_memory / _MEGABYTE:,.1f} MB"


def note_beside(file: Path) -> Path:
    """Where it is written what making a library took."""
    return file.with_suffix(".json")


if __name__ == "__main__":
    sys.exit(main())
