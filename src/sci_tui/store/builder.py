"""Domain models become a library file."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlite_utils

from sci_tui.domain.browse import newest_first
from sci_tui.domain.evidence import certainty, ocebm_level
from sci_tui.domain.library import Content
from sci_tui.domain.prose import Prose, sentences
from sci_tui.domain.study import UNKNOWN, Certainty, Study
from sci_tui.store.documents import document
from sci_tui.store.library import APPLICATION_ID, SCHEMA_VERSION

_PAGE_SIZE = 8192


def build(content: Content, to: Path) -> None:
    """Write the content as a library file.

    The file is made beside its place and renamed into it, so that a reader who has the old one
    open keeps it and nobody ever sees half of one.
    """
    to.parent.mkdir(parents=True, exist_ok=True)
    unfinished = to.with_name(f".{to.name}.{os.getpid()}.new")
    unfinished.unlink(missing_ok=True)
    try:
        _write(content, unfinished)
        unfinished.replace(to)
    finally:
        unfinished.unlink(missing_ok=True)


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
    with path.open("rb") as written:
        os.fsync(written.fileno())


def _create(db: sqlite_utils.Database) -> None:
    """Every table; ``studies.id`` numbers the studies from the newest on, so it is an order too."""
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
            "sureness": int,
            "level": int,
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
        ("study_categories", "category"),
        ("study_words", "word"),
        ("study_topics", "topic"),
        ("study_levels", "level"),
    ):
        db.table(name).create({column: str, "study": int}, pk=(column, "study"), strict=True)
    for name in ("words", "pages", "topics"):
        db.table(name).create(
            {"id": int, "slug": str, "title": str, "document": str}, pk="id", strict=True
        )


def _fill(db: sqlite_utils.Database, content: Content) -> None:
    studies = sorted(content.studies, key=newest_first)
    numbered = list(enumerate(studies, start=1))
    shelves = [
        (c.slug, study)
        for study in numbered
        for c in content.categories
        if _holds(c.slug, study[1], content)
    ]
    db.table("edition").insert(
        content.edition._asdict()
        | {"published": str(content.edition.published), "studies": len(studies)}
    )
    db.table("categories").insert_all(
        {
            "id": position,
            **category._asdict(),
            "studies": sum(slug == category.slug for slug, _ in shelves),
        }
        for position, category in enumerate(content.categories, start=1)
    )
    db.table("studies").insert_all(_row(number, study) for number, study in numbered)
    db.table("study_categories").insert_all(
        {"category": slug, "study": study[0]} for slug, study in shelves
    )
    db.table("study_words").insert_all(
        {"word": word, "study": number} for number, study in numbered for word in study.words
    )
    db.table("study_topics").insert_all(
        {"topic": topic, "study": number} for number, study in numbered for topic in study.topics
    )
    db.table("study_levels").insert_all(
        {"level": level.value, "study": number}
        for number, study in numbered
        if study.people.levels is not UNKNOWN
        for level in study.people.levels
    )
    for name, titled in (
        ("words", [(word.slug, word.term, document(word)) for word in content.words]),
        ("pages", [(page.slug, page.title, document(page)) for page in content.pages]),
        ("topics", [(topic.slug, topic.title, document(topic)) for topic in content.topics]),
    ):
        db.table(name).insert_all(
            {"id": position, "slug": slug, "title": title, "document": text}
            for position, (slug, title, text) in enumerate(titled, start=1)
        )


def _holds(slug: str, study: Study, content: Content) -> bool:
    return slug == content.categories[0].slug or slug in study.categories


def _row(number: int, study: Study) -> dict[str, Any]:
    sure = certainty(study)
    return {
        "id": number,
        "slug": study.slug,
        "list_title": study.list_title,
        "title": study.title,
        "published": str(study.published),
        "year": None if study.published is UNKNOWN else study.published.year,
        "number": _or_null(study.people.number),
        "design": study.design.kind.value,
        "certainty": sure.value,
        "sureness": list(Certainty).index(sure),
        "level": ocebm_level(study),
        "outcome": study.outcome.value,
        "species": study.people.species.value,
        "text": "\n".join(_searched(study)),
        "document": document(study),
    }


def _or_null(value: object) -> object:
    return None if value is UNKNOWN else value


def _searched(study: Study) -> Iterator[str]:
    """Every sentence a search looks at, in the order of the page."""
    yield from (sentence.text for prose in _prose_of(study) for sentence in sentences(prose))


def _prose_of(study: Study) -> Iterator[Prose]:
    yield study.key_message
    yield study.simple_words
    yield study.people.in_words
    yield from study.findings
    yield study.summary
    yield from (implication.text for implication in study.implications)
    yield from study.limitations
    if study.harms is not UNKNOWN:
        yield study.harms


def _index(db: sqlite_utils.Database) -> None:
    db.table("studies").create_index(["slug"], unique=True)
    db.table("studies").create_index(["sureness", "id"])
    db.table("studies").create_index(["number", "id"])
    db.table("studies").create_index(["list_title", "id"])
    for name in ("words", "pages", "topics", "categories"):
        db.table(name).create_index(["slug"], unique=True)
    db.table("studies").enable_fts(
        ["list_title", "title", "text"], tokenize="unicode61 remove_diacritics 2"
    )
    db.table("studies").optimize()
