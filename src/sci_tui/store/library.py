"""Questions about what the library holds; the answers are domain values."""

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final, TypeVar
from urllib.parse import quote

from sci_tui.domain.browse import Card, Filters, Found, Place, Shelf, Sort
from sci_tui.domain.dates import PartialDate
from sci_tui.domain.errors import NotThere, UnreadableLibrary
from sci_tui.domain.library import Edition, StandingPage, Topic, Word
from sci_tui.domain.study import UNKNOWN, Certainty, Design, Study, Unknown
from sci_tui.store import documents
from sci_tui.store.matching import match_query, sentence_with

APPLICATION_ID: Final = 0x53434954
""""SCIT", in the header of every library file."""
SCHEMA_VERSION: Final = 1
"""The shape of the tables; a file with a higher number needs a newer program."""
LOCK_PATIENCE: Final = 1.0
"""Seconds to wait for a library file that another program keeps locked."""

_EDITION: Final = "SELECT number, published, title, licence, studies FROM edition"
_SHELVES: Final = "SELECT slug, title, about, studies FROM categories ORDER BY id"
_SHELF: Final = "SELECT slug, title, about, studies FROM categories WHERE slug = ?"
_STUDY: Final = "SELECT document FROM studies WHERE slug = ?"
_CARD_COLUMNS: Final = "s.slug, s.list_title, s.published, s.number, s.design, s.certainty, s.level"
_CARD: Final = f"SELECT {_CARD_COLUMNS} FROM studies AS s WHERE s.slug = ?"
_WORDS: Final = "SELECT document FROM words ORDER BY id"
_WORD: Final = "SELECT document FROM words WHERE slug = ?"
_WORD_COUNT: Final = "SELECT count(*) FROM words"
_WORD_STUDIES: Final = (
    f"SELECT {_CARD_COLUMNS} FROM study_words AS w JOIN studies AS s ON s.id = w.study"
    " WHERE w.word = ? ORDER BY w.study"
)
_TOPIC_STUDIES: Final = (
    f"SELECT {_CARD_COLUMNS} FROM study_topics AS t JOIN studies AS s ON s.id = t.study"
    " WHERE t.topic = ? ORDER BY t.study"
)
_PAGE: Final = "SELECT document FROM pages WHERE slug = ?"
_PAGES: Final = "SELECT document FROM pages ORDER BY id"
_TOPIC: Final = "SELECT document FROM topics WHERE slug = ?"
_TOPICS: Final = "SELECT document FROM topics ORDER BY id"
_TITLES_AND_TEXT: Final = "bm25(studies_fts, 8.0, 4.0, 1.0)"

_ORDER: Final = {
    Sort.NEWEST: ("s.id", "ASC"),
    Sort.SURE: ("s.sureness", "DESC"),
    Sort.PEOPLE: ("coalesce(s.number, 0)", "DESC"),
    Sort.TITLE: ("s.list_title", "ASC"),
}

_T = TypeVar("_T")


class Library:
    """A library file, open for reading.

    Args:
        path: The file.
        unchanging: True for the library that came with the program: nothing is then written
            beside it, not even on a disk that allows it, and no lock is looked at.

    Raises:
        UnreadableLibrary: If there is no library in the file, or not one this program can read.
    """

    def __init__(self, path: Path, *, unchanging: bool = False) -> None:
        self.path = path
        _look_at_header(path)
        mode = "mode=ro&immutable=1" if unchanging else "mode=ro"
        try:
            self._connection = sqlite3.connect(
                f"file:{quote(str(path.absolute()))}?{mode}", uri=True, timeout=LOCK_PATIENCE
            )
        except sqlite3.Error as error:
            raise self._unreadable(error) from error
        self._look_at_schema()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def edition(self) -> Edition:
        """Which edition this is."""
        return self._decoded(self._row(_EDITION, (), "edition"), _edition)

    def study_count(self) -> int:
        """How many studies there are."""
        return int(self._row(_EDITION, (), "edition")[4])

    def shelves(self) -> tuple[Shelf, ...]:
        """Every category with its number of studies, in the library's order."""
        return tuple(Shelf(*row) for row in self._rows(_SHELVES))

    def shelf(self, slug: str) -> Shelf:
        """One category.

        Raises:
            NotThere: If the library has no such category.
        """
        return Shelf(*self._row(_SHELF, (slug,), "category"))

    def study(self, slug: str) -> Study:
        """One study with all that its page tells.

        Raises:
            NotThere: If the library has no such study.
        """
        return self._document(_STUDY, slug, "study", documents.study)

    def card(self, slug: str) -> Card:
        """One study as lists show it.

        Raises:
            NotThere: If the library has no such study.
        """
        return self._cards([self._row(_CARD, (slug,), "study")])[0]

    def cards(self, filters: Filters = Filters(), limit: int | None = None) -> tuple[Card, ...]:
        """The studies that pass the filters, in their order."""
        where, values = _conditions(filters)
        column, direction = _ORDER[filters.sort]
        order = f"ORDER BY {column} {direction}, s.id LIMIT ?"
        rows = self._rows(f"SELECT {_CARD_COLUMNS} FROM {where} {order}", (*values, _limit(limit)))
        return self._cards(rows)

    def count(self, filters: Filters = Filters()) -> int:
        """How many studies pass the filters."""
        where, values = _conditions(filters)
        return int(self._row(f"SELECT count(*) FROM {where}", values, "study")[0])

    def place(self, slug: str, filters: Filters) -> Place | None:
        """Where a study stands among those that pass the filters; None if it does not pass."""
        return place_among(slug, [card.slug for card in self.cards(filters)])

    def search(
        self, typed: str, filters: Filters = Filters(), limit: int | None = None
    ) -> tuple[Found, ...]:
        """The studies in which all the words stand, best first; the last may be unfinished."""
        query = match_query(typed)
        if not query:
            return ()
        where, values = _conditions(filters)
        rows = self._rows(
            f"SELECT {_CARD_COLUMNS}, s.text FROM studies_fts JOIN {where}"
            f" {'AND' if 'WHERE' in where else 'WHERE'} studies_fts.rowid = s.id"
            f" AND studies_fts MATCH ? ORDER BY {_TITLES_AND_TEXT}, s.id LIMIT ?",
            (*values, query, _limit(limit)),
        )
        cards = self._cards([row[:-1] for row in rows])
        texts = (row[-1] for row in rows)
        return tuple(
            Found(card, sentence_with(typed, text)) for card, text in zip(cards, texts, strict=True)
        )

    def place_in_search(self, slug: str, typed: str, filters: Filters) -> Place | None:
        """Where a study stands among what a search finds; None if it is not found."""
        return place_among(slug, [found.card.slug for found in self.search(typed, filters)])

    def words(self) -> tuple[Word, ...]:
        """The whole glossary, by term."""
        return self._documents(_WORDS, documents.word)

    def word_count(self) -> int:
        """How many words the glossary explains."""
        return int(self._row(_WORD_COUNT, (), "word")[0])

    def word(self, slug: str) -> Word:
        """One word of the glossary.

        Raises:
            NotThere: If the glossary has no such word.
        """
        return self._document(_WORD, slug, "word", documents.word)

    def studies_with_word(self, slug: str) -> tuple[Card, ...]:
        """The studies that use a word, newest first."""
        return self._cards(self._rows(_WORD_STUDIES, (slug,)))

    def studies_on(self, topic: str) -> tuple[Card, ...]:
        """The studies of a topic, newest first."""
        return self._cards(self._rows(_TOPIC_STUDIES, (topic,)))

    def page(self, slug: str) -> StandingPage:
        """A page of text.

        Raises:
            NotThere: If the library has no such page.
        """
        return self._document(_PAGE, slug, "page", documents.standing_page)

    def pages(self) -> tuple[StandingPage, ...]:
        """Every page of text."""
        return self._documents(_PAGES, documents.standing_page)

    def topic(self, slug: str) -> Topic:
        """What the studies on one question say together.

        Raises:
            NotThere: If the library has no such topic.
        """
        return self._document(_TOPIC, slug, "topic", documents.topic)

    def topics(self) -> tuple[Topic, ...]:
        """Every topic."""
        return self._documents(_TOPICS, documents.topic)

    def damage(self) -> tuple[str, ...]:
        """What SQLite's full integrity check finds, and every document that cannot be read."""
        found = [str(row[0]) for row in self._rows("PRAGMA integrity_check")]
        readers = (self._all_studies, self.words, self.pages, self.topics, self.shelves)
        for read in readers:
            try:
                read()
            except UnreadableLibrary as error:
                found.append(str(error))
        return tuple(line for line in found if line != "ok")

    def _all_studies(self) -> tuple[Study, ...]:
        return self._documents("SELECT document FROM studies ORDER BY id", documents.study)

    def _look_at_schema(self) -> None:
        application, version = (
            self._rows(f"PRAGMA {name}")[0][0] for name in ("application_id", "user_version")
        )
        if application != APPLICATION_ID:
            raise UnreadableLibrary(
                f"{self.path} is a database, but not a sci_tui library. "
                "Give the path of a library file, such as data.db of a checkout."
            )
        if version > SCHEMA_VERSION:
            raise UnreadableLibrary(
                f"{self.path} was made for a newer sci_tui (library format {version}; this one "
                f"reads {SCHEMA_VERSION}). Install a newer sci_tui or use an older library file."
            )
        self._row(_EDITION, (), "edition")

    def _rows(self, statement: str, values: Iterable[object] = ()) -> list[Any]:
        try:
            return self._connection.execute(statement, tuple(values)).fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise self._unreadable(error) from error

    def _row(self, statement: str, values: Iterable[object], what: str) -> Any:
        rows = self._rows(statement, values)
        if not rows:
            asked_for = "".join(f" {value!r}" for value in values)
            raise NotThere(
                f"The library has no {what}{asked_for}. "
                "Look for it with: sci-tui search WORDS, or open sci-tui to browse."
            )
        return rows[0]

    def _cards(self, rows: list[Any]) -> tuple[Card, ...]:
        return tuple(self._decoded(row, _card) for row in rows)

    def _document(self, statement: str, slug: str, what: str, read: Callable[[str], _T]) -> _T:
        return self._decoded(self._row(statement, (slug,), what)[0], read)

    def _documents(self, statement: str, read: Callable[[str], _T]) -> tuple[_T, ...]:
        return tuple(self._decoded(row[0], read) for row in self._rows(statement))

    def _decoded(self, text: Any, read: Callable[[Any], _T]) -> _T:
        try:
            return read(text)
        except (ValueError, KeyError, TypeError) as error:
            raise self._unreadable(error) from error

    def _unreadable(self, error: Exception) -> UnreadableLibrary:
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            return UnreadableLibrary(
                f"{self.path} is locked by another program. Close that program and try again."
            )
        return UnreadableLibrary(
            f"{self.path} is damaged here ({error}). "
            "Get a fresh copy of the library; what you saved yourself is kept elsewhere."
        )


def place_among(slug: str, slugs: list[str]) -> Place | None:
    """Where a study stands in a list of studies; None if it is not in it."""
    if slug not in slugs:
        return None
    at = slugs.index(slug)
    return Place(
        at + 1,
        len(slugs),
        slugs[at - 1] if at else None,
        slugs[at + 1] if at + 1 < len(slugs) else None,
    )


def _look_at_header(path: Path) -> None:
    """Tell a missing, empty, foreign or cut-off file by its first hundred bytes and its size."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise UnreadableLibrary(
            f"There is no library at {path}. Check the path, or leave out --library to read the "
            "library that came with sci_tui."
        ) from error
    except OSError as error:
        raise UnreadableLibrary(
            f"{path} cannot be read ({error.strerror}). Check the path and its permissions."
        ) from error
    if not header.startswith(b"SQLite format 3\0"):
        what = "is empty" if not header else "is not a library file"
        raise UnreadableLibrary(f"{path} {what}. Get a fresh copy of the library.")
    page_size = int.from_bytes(header[16:18], "big")
    expected = (65536 if page_size == 1 else page_size) * int.from_bytes(header[28:32], "big")
    if size < max(expected, 100):
        raise UnreadableLibrary(
            f"{path} is cut off: it has {size} of {expected} bytes. Copy it again."
        )


def _conditions(filters: Filters) -> tuple[str, list[object]]:
    """The FROM and WHERE that the filters ask for, and the values in them."""
    tables = ["studies AS s"]
    tests: list[str] = []
    values: list[object] = []
    if filters.category:
        tables.append("study_categories AS c ON c.study = s.id AND c.category = ?")
        values.append(filters.category)
    if filters.injury_level:
        tables.append("study_levels AS l ON l.study = s.id AND l.level = ?")
        values.append(filters.injury_level.value)
    for test, value in (
        ("s.design = ?", filters.design and filters.design.value),
        ("s.year >= ?", filters.since),
        ("s.level = ?", filters.evidence_level),
    ):
        if value is not None:
            tests.append(test)
            values.append(value)
    where = f" WHERE {' AND '.join(tests)}" if tests else ""
    return " JOIN ".join(tables) + where, values


def _limit(limit: int | None) -> int:
    return -1 if limit is None else limit


def _card(row: tuple[Any, ...]) -> Card:
    slug, list_title, published, number, design, sure, level = row
    return Card(
        slug,
        list_title,
        _published(published),
        UNKNOWN if number is None else number,
        Design(design),
        Certainty(sure),
        level,
    )


def _edition(row: tuple[Any, ...]) -> Edition:
    number, published, title, licence, _ = row
    return Edition(number, PartialDate.parse(published), title, licence)


def _published(text: str) -> PartialDate | Unknown:
    return UNKNOWN if text == UNKNOWN.value else PartialDate.parse(text)
