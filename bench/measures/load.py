"""Making a library: beside sqlite-utils, what checking takes of it, and how large the index is."""

import time
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import sqlite_utils
from pydantic import TypeAdapter

from bench import real, synthetic
from bench.figures import MEGABYTES, SECONDS, TIMES, Row, below, beside
from bench.library import indexes
from bench.measures.measure import Measure
from bench.peers.text import text
from bench.programs import Programs
from bench.turns import in_turn
from sci_tui.domain.library import Content
from sci_tui.domain.study import Study
from sci_tui.store.builder import build
from sci_tui.store.documents import document

_NAME: Final = "load"
_LOAD: Final = "bulk load with index / sqlite-utils with FTS triggers"
_CHECK: Final = "validation / bulk load, of the real library"
_INDEX: Final = 0.4


def measures(studies: int) -> tuple[Measure, ...]:
    """The measurements in a library of a size."""
    what = f"library of {studies:,}: search index / text"
    return (Measure(_NAME, what, f"<= {_INDEX}x", partial(index, studies, what)),)


def index(studies: int, what: str, programs: Programs) -> Iterator[Row]:
    """How large the search index is beside the text, and what making the library took."""
    made = programs.libraries.made(studies)
    filled = indexes(programs.libraries.file(studies))
    row = below(what, _INDEX, filled.search / made.text_bytes, TIMES)
    yield row._replace(
        ours=MEGABYTES.shown(filled.search),
        peer=MEGABYTES.shown(made.text_bytes),
        ratio=row.ours.replace(" ", ""),
        goal=f"<= {_INDEX}x",
    )
    memory = f"most memory {MEGABYTES.shown(made.peak_memory)}"
    size = f"file {MEGABYTES.shown(made.file_bytes)}"
    orders = f"orders of lists {MEGABYTES.shown(filled.lists)}"
    what = f"library of {studies:,}: made with its studies, once"
    yield Row(what, "-", f"{SECONDS.shown(made.seconds)}, {memory}, {size}, {orders}")


def load(programs: Programs) -> Iterator[Row]:
    """The same studies, from values in memory to a file with an index."""
    content = real.content()
    number = programs.times(10_000, 300)
    some = content._replace(studies=tuple(islice(synthetic.studies(number, content), number)))
    with TemporaryDirectory(prefix="sci-tui-bench-") as folder:
        ours, peer = in_turn(
            programs.times(3, 1),
            lambda: _build(some, Path(folder)),
            lambda: _insert(some.studies, Path(folder)),
            warmed_up=False,
        )
    yield beside(f"{_LOAD}, {number:,} studies", 0.5, ours, peer, SECONDS)


def validation(programs: Programs) -> Iterator[Row]:
    """Holding every real study against its types, as a share of building the real library."""
    content = real.content()
    written = [document(study) for study in content.studies]
    adapter: TypeAdapter[Study] = TypeAdapter(Study)
    with TemporaryDirectory(prefix="sci-tui-bench-") as folder:
        checks, loads = in_turn(
            programs.times(5, 1),
            lambda: _validate(adapter, written),
            lambda: _build(content, Path(folder)),
        )
    yield beside(_CHECK, 0.1, checks, loads, SECONDS)


def _build(content: Content, folder: Path) -> float:
    started = time.perf_counter()
    build(content, folder / "ours.db")
    return time.perf_counter() - started


def _validate(adapter: TypeAdapter[Study], written: Sequence[str]) -> float:
    started = time.perf_counter()
    for each in written:
        adapter.validate_json(each)
    return time.perf_counter() - started


def _insert(studies: Sequence[Study], folder: Path) -> float:
    """As the documentation of sqlite-utils has it: a table, an index kept by triggers, the rows."""
    file = folder / "peer.db"
    file.unlink(missing_ok=True)
    started = time.perf_counter()
    db = sqlite_utils.Database(file)
    table: Any = db["studies"]
    rows = map(_row, studies)
    table.insert(next(rows), pk="slug")
    table.enable_fts(["list_title", "title", "text"], create_triggers=True, tokenize="porter")
    table.insert_all(rows)
    table.optimize()
    db.close()
    return time.perf_counter() - started


def _row(study: Study) -> dict[str, object]:
    return {
        "slug": study.slug,
        "list_title": study.list_title,
        "title": study.title,
        "published": str(study.published),
        "number": str(study.people.number),
        "design": study.design.kind.value,
        "outcome": study.outcome.value,
        "species": study.people.species.value,
        "text": text(study),
        "document": document(study),
    }


MEASURES: Final = (
    Measure(_NAME, _LOAD, "<= 0.5x", load),
    Measure(_NAME, _CHECK, "<= 0.1x", validation),
)
