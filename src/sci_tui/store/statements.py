"""Every statement that reads a library. A test looks at how SQLite means to answer each."""

from typing import Final, NamedTuple

from sci_tui.domain.browse import Filters, Sort

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
"""The column of ``studies`` that numbers them in each order, so that none is sorted when read."""

OTHER_WORDS: Final = "SELECT other FROM other_words WHERE phrase = ?"
WORDS_ALIKE: Final = (
    "SELECT term, studies FROM vocabulary WHERE length BETWEEN ? AND ?"
    " AND (substr(term, 1, 1) = ? OR substr(term, 2, 1) = ?)"
)
FOUND: Final = (
    f"SELECT {CARD_COLUMNS}, s.text FROM json_each(?) AS asked"
    " CROSS JOIN studies AS s ON s.id = asked.value"
)
SLUGS: Final = (
    "SELECT s.slug FROM json_each(?) AS asked CROSS JOIN studies AS s ON s.id = asked.value"
)
_WORTH: Final = "-bm25(studies_fts, 8.0, 4.0, 4.0, 4.0, 1.0)"
_WORTH_BEGUN: Final = "-bm25(beginnings_fts, 5.0, 1.0)"
"""Titles and names count most, then what is told in simple words, then the rest."""


class Question(NamedTuple):
    """A statement that depends on what is asked for, and the values in it."""

    statement: str
    values: tuple[object, ...]


def listed(columns: str, filters: Filters, limit: int | None = None) -> Question:
    """The studies that pass the filters, in their order."""
    conditions, values = _conditions(filters)
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return Question(
        f"SELECT {columns} FROM studies AS s{where} ORDER BY s.{ORDER[filters.sort]} LIMIT ?",
        (*values, _limit(limit)),
    )


def holding(query: str, filters: Filters) -> Question:
    """The studies that hold what an FTS5 query asks for, stemmed, and what each is worth by it."""
    return _held("studies_fts", _WORTH, query, filters)


def beginning(query: str, filters: Filters) -> Question:
    """The same, as words are written: where a word may be unfinished, its stem is not known."""
    return _held("beginnings_fts", _WORTH_BEGUN, query, filters)


def _held(index: str, worth: str, query: str, filters: Filters) -> Question:
    conditions, values = _conditions(filters)
    where = " AND ".join((f"{index} MATCH ?", *conditions))
    joined = f" CROSS JOIN studies AS s ON s.id = {index}.rowid" if conditions else ""
    return Question(
        f"SELECT {index}.rowid, {worth} FROM {index}{joined} WHERE {where}", (query, *values)
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


def _conditions(filters: Filters) -> tuple[list[str], list[object]]:
    """What the filters ask of a study, and the values in it."""
    asked = {
        "EXISTS (SELECT 1 FROM study_categories AS c WHERE c.category = ? AND c.study = s.id)": (
            filters.category or None
        ),
        "EXISTS (SELECT 1 FROM study_levels AS l WHERE l.level = ? AND l.study = s.id)": (
            filters.injury_level and filters.injury_level.value
        ),
        "s.design = ?": filters.design and filters.design.value,
        "s.year >= ?": filters.since,
        "s.level = ?": filters.evidence_level,
    }
    given = {condition: value for condition, value in asked.items() if value is not None}
    return list(given), list(given.values())


def _limit(limit: int | None) -> int:
    return -1 if limit is None else limit
