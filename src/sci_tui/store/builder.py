"""Domain models become a library file."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import sqlite_utils

from sci_tui.domain.browse import Sort, newest_first
from sci_tui.domain.evidence import certainty, ocebm_level
from sci_tui.domain.facets import facets
from sci_tui.domain.library import Content, Word
from sci_tui.domain.prose import sentences
from sci_tui.domain.study import UNKNOWN, Certainty, Study
from sci_tui.domain.study_prose import own_prose
from sci_tui.store.documents import document
from sci_tui.store.library_file import APPLICATION_ID, SCHEMA_VERSION
from sci_tui.store.matching import every_word, folded
from sci_tui.store.statements import EVERY, ORDER, facet_named
from sci_tui.whole_files import replacing

_PAGE_SIZE = 8192
_RANKS: Final[dict[Sort, Callable[[Study], Any]]] = {
    Sort.SURE: lambda study: -list(Certainty).index(certainty(study)),
    Sort.PEOPLE: lambda study: -_or_else(study.people.number, 0),
    Sort.TITLE: lambda study: folded(study.list_title),
}
"""What puts studies in each order but that of time; of one rank, the newest comes first."""
_PLACES: Final = tuple(ORDER[sort] for sort in _RANKS)
"""The columns that say where a study stands in those orders."""


def build(content: Content, to: Path, look_at: Callable[[Path], None] = lambda _: None) -> None:
    """Write the content as a library file.

    The file is made beside its place and renamed into it, so that a reader who has the old one
    open keeps it and nobody ever sees half of one.

    Args:
        content: What is to be read in it.
        to: The file.
        look_at: Is given the file before it takes its place; what it raises keeps it from that.
    """
    to.parent.mkdir(parents=True, exist_ok=True)
    with replacing(to) as unfinished:
        _write(content, unfinished)
        look_at(unfinished)


def _write(content: Content, path: Path) -> None:
    db = sqlite_utils.Database(path)
    try:
        db.execute(f"PRAGMA page_size = {_PAGE_SIZE}")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        with db.atomic():
            _create(db)
            _fill(db, content)
        _index(db)
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        db.execute("ANALYZE")
        db.vacuum()
    finally:
        db.close()


def _create(db: sqlite_utils.Database) -> None:
    """Every table.

    ``studies.id`` numbers the studies from the newest on, and so do the ``by_`` columns in the
    other orders: a list is never sorted when it is read. ``facets`` names each value that a list
    can be narrowed to, numbered from the rarest on, and ``study_facets`` says which studies have
    it, with what lists are put in order and narrowed by besides.
    """
    db.table("edition").create(
        {"number": int, "published": str, "title": str, "licence": str, "studies": int},
        pk="number",
        strict=True,
    )
    db.table("categories").create(
        {"id": int, "slug": str, "title": str, "about": str, "studies": int}, pk="id", strict=True
    )
    db.table("studies").create(
        {
            "id": int,
            "slug": str,
            "list_title": str,
            "title": str,
            "published": str,
            "year": int,
            "number": int,
            "design": str,
            "certainty": str,
            "level": int,
            "by_sureness": int,
            "by_people": int,
            "by_title": int,
            "outcome": str,
            "species": str,
            "text": str,
            "document": str,
        },
        pk="id",
        not_null={"slug", "list_title", "title", "design", "certainty", "text", "document"},
        strict=True,
    )
    for name, column in (
        ("study_words", "word"),
        ("study_topics", "topic"),
    ):
        db.table(name).create({column: str, "study": int}, pk=(column, "study"), strict=True)
    db.table("facets").create({"id": int, "facet": str}, pk="id", strict=True)
    db.table("study_facets").create(
        dict.fromkeys(("facet", "study", "year", "number", *_PLACES), int),
        pk=("facet", "study"),
        strict=True,
    )
    db.table("words").create(
        {"id": int, "slug": str, "term": str, "names": str, "document": str}, pk="id", strict=True
    )
    for name in ("pages", "topics"):
        db.table(name).create({"id": int, "slug": str, "document": str}, pk="id", strict=True)


def _fill(db: sqlite_utils.Database, content: Content) -> None:
    studies = sorted(content.studies, key=newest_first)
    numbered = list(enumerate(studies, start=1))
    faceted = {study.slug: _facets(study, content) for study in studies}
    counts = Counter(facet for each in faceted.values() for facet in each)
    db.table("edition").insert(
        content.edition._asdict()
        | {"published": str(content.edition.published), "studies": len(studies)}
    )
    db.table("categories").insert_all(
        {
            "id": position,
            **category._asdict(),
            "studies": counts[facet_named("category", category.slug)],
        }
        for position, category in enumerate(content.categories, start=1)
    )
    orders = _orders(studies)
    rows = [_row(number, study) | orders[study.slug] for number, study in numbered]
    db.table("studies").insert_all(rows)
    rarest_first = sorted(counts, key=lambda facet: (counts[facet], facet))
    ids = {facet: number for number, facet in enumerate(rarest_first, start=1)}
    db.table("facets").insert_all({"id": ids[facet], "facet": facet} for facet in ids)
    db.table("study_facets").insert_all(
        {"facet": ids[facet], "study": row["id"]}
        | {column: row[column] for column in ("year", "number", *_PLACES)}
        for row in rows
        for facet in faceted[row["slug"]]
    )
    db.table("study_words").insert_all(
        {"word": word, "study": number} for number, study in numbered for word in study.words
    )
    db.table("study_topics").insert_all(
        {"topic": topic, "study": number} for number, study in numbered for topic in study.topics
    )
    db.table("words").insert_all(
        {"id": number, "slug": word.slug, "term": word.term, "names": _names(word)}
        | {"document": document(word)}
        for number, word in enumerate(content.words, start=1)
    )
    for name, documents in (
        ("pages", [(page.slug, document(page)) for page in content.pages]),
        ("topics", [(topic.slug, document(topic)) for topic in content.topics]),
    ):
        db.table(name).insert_all(
            {"id": number, "slug": slug, "document": text}
            for number, (slug, text) in enumerate(documents, start=1)
        )


def _facets(study: Study, content: Content) -> list[str]:
    """What a study is found under; the first category holds every one."""
    first = facet_named("category", content.categories[0].slug)
    named = (facet_named(name, value) for name, value in facets(study))
    return list(dict.fromkeys((EVERY, first, *named)))


def _row(number: int, study: Study) -> dict[str, Any]:
    return {
        "id": number,
        "slug": study.slug,
        "list_title": study.list_title,
        "title": study.title,
        "published": str(study.published),
        "year": None if study.published is UNKNOWN else study.published.year,
        "number": _or_else(study.people.number, None),
        "design": study.design.kind.value,
        "certainty": certainty(study).value,
        "level": ocebm_level(study),
        "outcome": study.outcome.value,
        "species": study.people.species.value,
        "text": "\n".join(_searched(study)),
        "document": document(study),
    }


def _or_else(value: Any, otherwise: int | None) -> Any:
    return otherwise if value is UNKNOWN else value


def _orders(newest_on: list[Study]) -> dict[str, dict[str, int]]:
    """Where each study stands in the other orders, counted from 1, by its slug."""
    places: dict[str, dict[str, int]] = {study.slug: {} for study in newest_on}
    for sort, rank in _RANKS.items():
        for place, study in enumerate(sorted(newest_on, key=rank), start=1):
            places[study.slug][ORDER[sort]] = place
    return places


def _searched(study: Study) -> Iterator[str]:
    """Every sentence a search looks at, once and in the order of the page."""
    said = (sentence.text for prose in own_prose(study) for sentence in sentences(prose))
    yield from dict.fromkeys(said)


def _names(word: Word) -> str:
    """The words of all that a word is called, to find it by."""
    return " ".join(every_word(" ".join((word.term, *word.also))))


def _index(db: sqlite_utils.Database) -> None:
    db.table("studies").create_index(["slug"], unique=True)
    for sort in _RANKS:
        db.table("study_facets").create_index(["facet", ORDER[sort]], unique=True)
    db.table("facets").create_index(["facet"], unique=True)
    for name in ("words", "pages", "topics", "categories"):
        db.table(name).create_index(["slug"], unique=True)
    db.table("studies").enable_fts(
        ["list_title", "title", "text"], tokenize="unicode61 remove_diacritics 2"
    )
    db.table("studies").optimize()
