"""Every statement that reads a library. A test looks at how SQLite means to answer each."""

import json
from collections.abc import Iterable
from typing import Final, NamedTuple

from sci_tui.domain.browse import MOST_COUNTED, SCALES, Filters, Sort

EDITION: Final = "SELECT number, published, title, licence, studies FROM edition"
SHELVES: Final = "SELECT slug, title, about, studies FROM categories ORDER BY id"
SHELF: Final = "SELECT slug, title, about, studies FROM categories WHERE slug = ?"

STUDY: Final = "SELECT document FROM studies WHERE slug = ?"
STUDIES: Final = "SELECT document FROM studies ORDER BY id"
CARD_COLUMNS: Final = "s.slug, s.list_title, s.published, s.number, s.design, s.certainty, s.level"
CARD: Final = f"SELECT {CARD_COLUMNS} FROM studies AS s WHERE s.slug = ?"
LIST_TITLES: Final = (
    "SELECT s.slug, s.list_title FROM json_each(?) AS asked"
    " CROSS JOIN studies AS s ON s.slug = asked.value"
)

WORDS: Final = "SELECT document FROM words ORDER BY id"
WORDS_AND_NAMES: Final = "SELECT names, document FROM words ORDER BY id"
WORD: Final = "SELECT document FROM words WHERE slug = ?"
WORD_COUNT: Final = "SELECT count(*) FROM words"
TERMS: Final = (
    "SELECT w.slug, w.term FROM json_each(?) AS asked CROSS JOIN words AS w ON w.slug = asked.value"
)
WORD_STUDIES: Final = (
    f"SELECT {CARD_COLUMNS} FROM study_words AS w JOIN studies AS s ON s.id = w.study"
    " WHERE w.word = ? ORDER BY w.study"
)

PAGE: Final = "SELECT document FROM pages WHERE slug = ?"
PAGES: Final = "SELECT document FROM pages ORDER BY id"
TOPIC: Final = "SELECT document FROM topics WHERE slug = ?"
TOPICS: Final = "SELECT document FROM topics ORDER BY id"
TOPIC_STUDIES: Final = (
    f"SELECT {CARD_COLUMNS} FROM study_topics AS t JOIN studies AS s ON s.id = t.study"
    " WHERE t.topic = ? ORDER BY t.study"
)

POPULATIONS: Final = "SELECT id, studies, document FROM populations ORDER BY id"

INTEGRITY: Final = "PRAGMA integrity_check"
EVERY_TEXT: Final = {
    "edition": "SELECT published, title, licence FROM edition",
    "categories": "SELECT slug, title, about FROM categories ORDER BY id",
    # A line end stands between the sentences of a text, and nowhere else.
    "studies": "SELECT slug, list_title, title, published, design, certainty,"
    " replace(text, char(10), ' '), document FROM studies ORDER BY id",
    "words": "SELECT slug, term, names, document FROM words ORDER BY id",
    "pages": "SELECT slug, document FROM pages ORDER BY id",
    "topics": "SELECT slug, document FROM topics ORDER BY id",
    "vocabulary": "SELECT term FROM vocabulary",
    "populations": "SELECT document FROM populations ORDER BY id",
}
"""All text that a reader may be shown, table by table."""

ORDER: Final = {
    Sort.NEWEST: "id",
    Sort.SURE: "by_sureness",
    Sort.PEOPLE: "by_people",
    Sort.TITLE: "by_title",
}
"""The column that numbers studies in each order, so that no list is sorted when it is read."""
EVERY: Final = "every"
"""The facet that each study has."""

OTHER_WORDS: Final = "SELECT other FROM other_words WHERE phrase = ?"
WORDS_ALIKE: Final = (
    "SELECT term, studies FROM vocabulary WHERE length BETWEEN ? AND ?"
    " AND (substr(term, 1, 1) = ? OR substr(term, 2, 1) = ?)"
)
FOUND: Final = (
    f"SELECT {CARD_COLUMNS},"
    " (SELECT title FROM categories WHERE slug = json_extract(s.document, '$.categories[0]')),"
    " s.text FROM json_each(?) AS asked"
    " CROSS JOIN studies AS s ON s.id = asked.value"
)
SLUGS: Final = (
    "SELECT s.slug FROM json_each(?) AS asked CROSS JOIN studies AS s ON s.id = asked.value"
)
HOLDING: Final = (
    "SELECT rowid, -bm25(studies_fts, 8.0, 4.0, 4.0, 4.0, 1.0) FROM studies_fts"
    " WHERE studies_fts MATCH ?"
)
"""The studies that hold what an FTS5 query asks for, stemmed, and what each is worth by it.

Titles and names count most, then what is told in simple words, then the rest.
"""
BEGINNING: Final = (
    "SELECT rowid, -bm25(beginnings_fts, 5.0, 1.0) FROM beginnings_fts WHERE beginnings_fts MATCH ?"
)
"""The same, as words are written: where a word may be unfinished, its stem is not known."""
_ON_SCALE: Final = {"since": "year >= {}", "until": "year <= {}", "people": "number >= {}"}
"""What is asked of where a study stands on each scale."""
_ASKED: Final = "asked.value"


class Question(NamedTuple):
    """A statement that depends on what is asked for, and the values in it."""

    statement: str
    values: tuple[object, ...]


def facet_named(name: str, value: str | int) -> str:
    """A value of a filter, as the library names it."""
    return f"{name}={value}"


def listed(columns: str, filters: Filters, limit: int | None = None) -> Question:
    """The studies that pass the filters, in their order."""
    passing = _passing(filters)
    order = "f.study" if filters.sort is Sort.NEWEST else f"f.{ORDER[filters.sort]}"
    studies = " CROSS JOIN studies AS s ON s.id = f.study"
    return Question(
        f"SELECT {columns} FROM {passing.statement.format(studies)} ORDER BY {order} LIMIT ?",
        (*passing.values, _limit(limit)),
    )


def chosen(found: str, filters: Filters) -> Question:
    """Those of the studies that a search found, a JSON list of numbers, that pass the filters."""
    among = _among(found, filters)
    return Question(
        f"SELECT s.id FROM {among.statement} ORDER BY s.{ORDER[filters.sort]}", among.values
    )


def with_populations(populations: str, limit: int) -> Question:
    """The newest studies that had one of some populations, given as a JSON list of numbers.

    The table that is gone through in its order has four numbers a study and nothing else, and it
    is left once there are enough; only those are looked up.
    """
    return Question(
        f"SELECT p.population, p.age_min, p.age_max, {CARD_COLUMNS} FROM study_populations AS p"
        " CROSS JOIN studies AS s ON s.id = p.study"
        " WHERE p.population IN (SELECT value FROM json_each(?)) ORDER BY p.study LIMIT ?",
        (populations, limit),
    )


def left(
    name: str, choices: Iterable[str | int], filters: Filters, found: str | None = None
) -> Question:
    """How many studies each choice for a filter leaves under the other filters.

    Args:
        name: The filter.
        choices: What may be chosen for it. The rows of the answer are in their order.
        filters: What is chosen for all filters.
        found: The studies that a search found, as a JSON list of numbers; none for a list.
    """
    others = filters.without(name)
    passing = _passing(others, name) if found is None else _among(found, others, name)
    asked = [choice if name in SCALES else facet_named(name, choice) for choice in choices]
    return Question(
        f"SELECT ({_count(passing)}) FROM json_each(?) AS asked",
        (*passing.values, json.dumps(asked)),
    )


def counted(filters: Filters, found: str | None = None) -> Question:
    """How many studies pass the filters, in a list or among those that a search found."""
    passing = _passing(filters) if found is None else _among(found, filters)
    return Question(f"SELECT ({_count(passing)})", passing.values)


def _count(passing: Question) -> str:
    """One more than the most that are counted stands for all numbers above it."""
    statement = passing.statement.format("")
    return f"SELECT count(*) FROM (SELECT 1 FROM {statement} LIMIT {MOST_COUNTED + 1})"


def _passing(filters: Filters, asked: str = "") -> Question:
    """The studies that pass the filters, as what stands between FROM and ORDER BY.

    They are gone through by the rarest facet, whose number is the least. Braces stand where
    another table can be joined.

    Args:
        filters: What they have to pass.
        asked: A filter besides, whose value is ``asked.value``.
    """
    facets, values = _facets_of(filters, asked)
    if not facets:
        facets, values = ["?"], [EVERY]
    rarest = f"f.facet = (SELECT min(id) FROM facets WHERE facet IN ({', '.join(facets)}))"
    others = _has_facets("f.study", facets) if len(facets) > 1 else []
    within, ends = _within("f", filters, asked)
    conditions = " AND ".join((rarest, *others, *within))
    return Question(
        f"study_facets AS f{{}} WHERE {conditions}",
        (*values, *(values if others else ()), *ends),
    )


def _among(found: str, filters: Filters, asked: str = "") -> Question:
    """The same among the studies that a search found, given as a JSON list of numbers."""
    facets, values = _facets_of(filters, asked)
    within, ends = _within("s", filters, asked)
    conditions = " AND ".join((*_has_facets("s.id", facets), *within))
    return Question(
        "json_each(?) AS found CROSS JOIN studies AS s ON s.id = found.value"
        + (f" WHERE {conditions}" if conditions else ""),
        (found, *values, *ends),
    )


def _facets_of(filters: Filters, asked: str) -> tuple[list[str], list[object]]:
    """The facets that studies need to have, as they stand in a statement, and their names."""
    given = [(name, value) for name, value in filters.given.items() if name not in SCALES]
    values: list[object] = [facet_named(name, value) for name, value in given]
    also = [_ASKED] if asked and asked not in SCALES else []
    return [*("?" for _ in given), *also], values


def _has_facets(study: str, facets: list[str]) -> list[str]:
    return [
        "EXISTS (SELECT 1 FROM study_facets AS g WHERE g.facet ="
        f" (SELECT id FROM facets WHERE facet = {facet}) AND g.study = {study})"
        for facet in facets
    ]


def _within(table: str, filters: Filters, asked: str) -> tuple[list[str], list[object]]:
    """Between which ends of scales studies need to be, and those ends."""
    given = {name: value for name, value in filters.given.items() if name in SCALES}
    also = [_ON_SCALE[asked].format(_ASKED)] if asked in SCALES else []
    conditions = [*(_ON_SCALE[name].format("?") for name in given), *also]
    return [f"{table}.{condition}" for condition in conditions], list(given.values())


def _limit(limit: int | None) -> int:
    return -1 if limit is None else limit
