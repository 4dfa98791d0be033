"""SQLite's full-text search as its documentation shows it: the best first, by rank."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, Final

from bench.peers.query import MOST_RESULTS, Query
from bench.peers.text import text
from sci_tui.domain.study import Study

_CREATE: Final = (
    "CREATE VIRTUAL TABLE studies USING fts5(title, text, prefix='2 3', tokenize='porter')"
)
_SEARCH: Final = (
    "SELECT title, snippet(studies, 1, '', '', '…', 30) FROM studies WHERE studies MATCH ?"
    " ORDER BY rank LIMIT ?"
)


class Fts5:
    """BM25 over stemmed titles and texts in one table, with an index of beginnings."""

    name: ClassVar[str] = "FTS5"
    what: ClassVar[str] = "full index, order by rank, snippet(), in the same process"

    def index(self, studies: Iterable[Study], to: Path) -> None:
        """Take in the studies."""
        connection = sqlite3.connect(to)
        connection.execute(_CREATE)
        with connection:
            connection.executemany(
                "INSERT INTO studies VALUES (?, ?)",
                ((study.title, text(study)) for study in studies),
            )
            connection.execute("INSERT INTO studies(studies) VALUES ('optimize')")
        connection.close()

    def open(self, path: Path) -> None:
        """Get ready to search."""
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(uri, uri=True)

    def answers(self, query: Query) -> bool:
        """Every search."""
        return bool(query.words)

    def search(self, query: Query) -> int:
        """Find the best twenty."""
        words = [f'"{word}"' for word in query.words]
        wanted = f"{words[0]}*" if query.is_begun else _joint(query).join(words)
        return len(self._connection.execute(_SEARCH, (wanted, MOST_RESULTS)).fetchall())


def _joint(query: Query) -> str:
    return " AND " if query.is_strict else " OR "
