"""Every statement that reads a library. A test looks at how SQLite means to answer each."""

from typing import Final, NamedTuple

from sci_tui.domain.browse import MOST_COUNTED, Sort
from sci_tui.store.tokens import JOINED

EDITION: Final = "SELECT number, published, title, licence, studies FROM edition"
SHELVES: Final = "SELECT slug, title, about, studies FROM categories ORDER BY id"
SHELF: Final = "SELECT slug, title, about, studies FROM categories WHERE slug = ?"

STUDY: Final = (
    "SELECT t.document FROM studies AS s JOIN texts AS t ON t.study = s.id WHERE s.slug = ?"
)
STUDIES: Final = "SELECT document FROM texts ORDER BY study"
CARD_COLUMNS: Final = (
    "s.slug, s.list_title, s.published, s.number, s.design, s.certainty, s.level, s.edition"
)
CARD: Final = f"SELECT {CARD_COLUMNS} FROM studies AS s WHERE s.slug = ?"
LIST_TITLES: Final = (
    "SELECT s.slug, s.list_title FROM json_each(?) AS asked"
    " CROSS JOIN studies AS s ON s.slug = asked.value"
)
PLACES: Final = "SELECT id, by_sureness, by_people, by_title, by_added FROM studies WHERE slug = ?"
"""Where a study stands in each order, in the order of ``Sort``."""

WORDS: Final = "SELECT document FROM words ORDER BY id"
WORDS_AND_NAMES: Final = "SELECT names, document FROM words ORDER BY id"
WORD: Final = "SELECT document FROM words WHERE slug = ?"
WORD_COUNT: Final = "SELECT count(*) FROM words"
TERMS: Final = (
    "SELECT w.slug, w.term FROM json_each(?) AS asked CROSS JOIN words AS w ON w.slug = asked.value"
)
WORD_STUDIES: Final = (
    f"SELECT {CARD_COLUMNS} FROM study_words AS w JOIN studies AS s ON s.id = w.study"
    " WHERE w.word = ? ORDER BY w.study LIMIT ?"
)

PAGE: Final = "SELECT document FROM pages WHERE slug = ?"
PAGES: Final = "SELECT document FROM pages ORDER BY id"
TOPIC: Final = "SELECT document FROM topics WHERE slug = ?"
TOPICS: Final = "SELECT document FROM topics ORDER BY id"
TOPIC_STUDIES: Final = (
    f"SELECT {CARD_COLUMNS} FROM study_topics AS t JOIN studies AS s ON s.id = t.study"
    " WHERE t.topic = ? ORDER BY t.study LIMIT ?"
)

POPULATIONS: Final = "SELECT id, studies, document FROM populations ORDER BY id"

INTEGRITY: Final = "PRAGMA integrity_check"
EVERY_TEXT: Final = {
    "edition": "SELECT published, title, licence FROM edition",
    "categories": "SELECT slug, title, about FROM categories ORDER BY id",
    # A line end stands between the sentences of a text, and nowhere else.
    "studies": "SELECT slug, list_title, title, published, design, certainty, shelf"
    " FROM studies ORDER BY id",
    "texts": "SELECT replace(text, char(10), ' '), document FROM texts ORDER BY study",
    "words": "SELECT slug, term, names, document FROM words ORDER BY id",
    "pages": "SELECT slug, document FROM pages ORDER BY id",
    "topics": "SELECT slug, document FROM topics ORDER BY id",
    # The words of a phrase stand apart by a character of their own.
    "vocabulary": f"SELECT replace(term, '{JOINED}', ' ') FROM vocabulary",
    "populations": "SELECT document FROM populations ORDER BY id",
}
"""All text that a reader may be shown, table by table."""

ORDER: Final = {
    Sort.NEWEST: "id",
    Sort.SURE: "by_sureness",
    Sort.PEOPLE: "by_people",
    Sort.TITLE: "by_title",
    Sort.ADDED: "by_added",
}
"""The column that numbers studies in each order, so that no list is sorted when it is read."""
INDEX: Final = {
    Sort.NEWEST: "studies_fts",
    Sort.SURE: "by_sureness_fts",
    Sort.PEOPLE: "by_people_fts",
    Sort.TITLE: "by_title_fts",
    Sort.ADDED: "by_added_fts",
}
"""The lists of studies that have a token, in each order. The newest on also have the words."""
EVERY: Final = "every"
"""The facet that each study has."""

FACETS: Final = "SELECT facet, id, studies FROM facets"
OTHER_WORDS: Final = "SELECT other FROM other_words WHERE phrase = ?"
ALIKE: Final = (
    "SELECT v.term, v.studies FROM stems_fts CROSS JOIN vocabulary AS v ON v.id = stems_fts.rowid"
    " WHERE stems_fts MATCH ?"
)
"""The words with the same stem as those asked for."""
TERM: Final = "SELECT studies FROM vocabulary WHERE term = ?"
BEGINNING: Final = "SELECT total(studies) FROM vocabulary WHERE term >= ? AND term < ?"
SLIPS: Final = (
    "SELECT v.term, v.studies FROM json_each(?) AS asked"
    " CROSS JOIN slips AS s ON s.cut = asked.value CROSS JOIN vocabulary AS v ON v.id = s.word"
)
"""The words that differ in a letter or two."""
BEGUN_ALIKE: Final = "SELECT term, studies FROM vocabulary WHERE term >= ? AND term < ? LIMIT ?"
MATCHING: Final = "SELECT rowid FROM studies_fts WHERE studies_fts MATCH ? ORDER BY rowid LIMIT ?"
"""The newest studies that an expression finds."""
FOUND: Final = (
    f"SELECT {CARD_COLUMNS}, (SELECT title FROM categories WHERE slug = s.shelf), t.text"
    " FROM json_each(?) AS asked CROSS JOIN studies AS s ON s.id = asked.value"
    " CROSS JOIN texts AS t ON t.study = s.id"
)
TEXTS: Final = (
    "SELECT t.study, s.list_title || char(10) || s.title || char(10) || t.text"
    " FROM json_each(?) AS asked CROSS JOIN texts AS t ON t.study = asked.value"
    " CROSS JOIN studies AS s ON s.id = t.study"
)
SLUGS: Final = (
    "SELECT s.slug FROM json_each(?) AS asked CROSS JOIN studies AS s ON s.id = asked.value"
)


class Question(NamedTuple):
    """A statement that depends on what is asked for, and the values in it."""

    statement: str
    values: tuple[object, ...]


class Passing(NamedTuple):
    """Which studies are asked for.

    Args:
        expression: What their tokens have to answer.
        people: The least number of people, where no token tells it; 0 for any.
        among: The only studies that count, as a JSON list of numbers; none for all.
        most: How many of them are shown at most, where not all are.
    """

    expression: str
    people: int = 0
    among: str | None = None
    most: int | None = None


def facet_named(name: str, value: str | int) -> str:
    """A value of a filter, as the library names it."""
    return f"{name}={value}"


def listed(
    columns: str, passing: Passing, sort: Sort, limit: int | None = None, after: int = 0
) -> Question:
    """Studies in an order, from the one after a place on."""
    index, order = INDEX[sort], ORDER[sort]
    return Question(
        f"SELECT {columns}, s.{order} FROM {index} CROSS JOIN studies AS s"
        f" ON s.{order} = {index}.rowid WHERE {index} MATCH ? AND {index}.rowid > ?"
        f"{_checked(passing, index)} ORDER BY {index}.rowid LIMIT ?",
        (passing.expression, after, *_values(passing), -1 if limit is None else limit),
    )


def before(columns: str, passing: Passing, sort: Sort, place: int, limit: int) -> Question:
    """The studies before a place in an order, the nearest first."""
    index, order = INDEX[sort], ORDER[sort]
    return Question(
        f"SELECT {columns}, s.{order} FROM {index} CROSS JOIN studies AS s"
        f" ON s.{order} = {index}.rowid WHERE {index} MATCH ? AND {index}.rowid < ?"
        f"{_checked(passing, index)} ORDER BY {index}.rowid DESC LIMIT ?",
        (passing.expression, place, *_values(passing), limit),
    )


def counted(passing: Passing, sort: Sort = Sort.NEWEST, until: int | None = None) -> Question:
    """How many studies are asked for, up to a place in an order where one is given.

    One more than the most that are counted stands for all numbers above it.
    """
    index, order = INDEX[sort], ORDER[sort]
    joined = f" CROSS JOIN studies AS s ON s.{order} = {index}.rowid" if passing.people else ""
    up_to = f" AND {index}.rowid <= ?" if until is not None else ""
    return Question(
        f"SELECT count(*) FROM (SELECT 1 FROM {index}{joined} WHERE {index} MATCH ?{up_to}"
        f"{_checked(passing, index)} LIMIT {MOST_COUNTED + 1})",
        (passing.expression, *([until] if up_to else []), *_values(passing)),
    )


def in_order(found: str, people: int, sort: Sort) -> Question:
    """Those of some studies, a JSON list of numbers, that had so many people, in an order."""
    return Question(
        "SELECT s.id FROM json_each(?) AS found CROSS JOIN studies AS s ON s.id = found.value"
        f"{' WHERE s.number >= ?' if people else ''} ORDER BY s.{ORDER[sort]}",
        (found, *([people] if people else [])),
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


def _checked(passing: Passing, index: str) -> str:
    """What no token tells, as conditions. The plus keeps the index from being asked by number."""
    people = " AND s.number >= ?" if passing.people else ""
    given = f" AND +{index}.rowid IN (SELECT value FROM json_each(?))"
    return people + (given if passing.among is not None else "")


def _values(passing: Passing) -> tuple[object, ...]:
    people = (passing.people,) if passing.people else ()
    return (*people, *(() if passing.among is None else (passing.among,)))
