"""Domain models become a library file."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import sqlite_utils

from sci_tui.domain.browse import Sort, newest_first
from sci_tui.domain.evidence import certainty, ocebm_level
from sci_tui.domain.facets import facets
from sci_tui.domain.fitting import Population, population, widened
from sci_tui.domain.kinds import UNKNOWN, Certainty
from sci_tui.domain.library import Content, Word, forms
from sci_tui.domain.prose import sentences
from sci_tui.domain.study import Study
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
    # Many studies had people whom nothing that a reader is asked tells apart, so each population
    # stands here once, and there are far fewer of them than studies.
    db.table("populations").create(
        {"id": int, "studies": int, "document": str}, pk="id", strict=True
    )
    db.table("study_populations").create(
        {"study": int, "population": int, "age_min": int, "age_max": int}, pk="study", strict=True
    )
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
    db.table("other_words").create({"phrase": str, "other": str}, strict=True)
    db.table("vocabulary").create({"term": str, "length": int, "studies": int}, strict=True)
    # Nothing is read from these but which studies hold a word, so they keep no text.
    db.execute(
        "CREATE VIRTUAL TABLE studies_fts USING fts5(list_title, title, names, told, text,"
        " content='', tokenize='porter unicode61 remove_diacritics 2')"
    )
    db.execute(
        "CREATE VIRTUAL TABLE beginnings_fts USING fts5(title, text, content='', prefix='2 3',"
        " tokenize='unicode61 remove_diacritics 2')"
    )


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
    for number, study in numbered:
        title, names = study.list_title, _names_on(study, content)
        told, text = " ".join(_told(study)), " ".join(_searched(study))
        db.execute(
            "INSERT INTO studies_fts(rowid, list_title, title, names, told, text)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (number, title, study.title, names, told, text),
        )
        db.execute(
            "INSERT INTO beginnings_fts(rowid, title, text) VALUES (?, ?, ?)",
            (number, f"{title} {study.title} {names}", text),
        )
    db.table("other_words").insert_all(
        {"phrase": phrase, "other": other} for phrase, other in _other_words(content)
    )
    db.table("study_words").insert_all(
        {"word": word, "study": number} for number, study in numbered for word in study.words
    )
    db.table("study_topics").insert_all(
        {"topic": topic, "study": number} for number, study in numbered for topic in study.topics
    )
    _fill_populations(db, numbered)
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


def _fill_populations(db: sqlite_utils.Database, numbered: list[tuple[int, Study]]) -> None:
    members: dict[Population, list[tuple[int, Study]]] = {}
    for number, study in numbered:
        members.setdefault(widened(population(study.people)), []).append((number, study))
    db.table("populations").insert_all(
        {"id": position, "studies": len(studies), "document": document(people)}
        for position, (people, studies) in enumerate(members.items(), start=1)
    )
    db.table("study_populations").insert_all(
        {
            "study": number,
            "population": position,
            "age_min": _or_else(study.people.age_min, None),
            "age_max": _or_else(study.people.age_max, None),
        }
        for position, studies in enumerate(members.values(), start=1)
        for number, study in studies
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


def _told(study: Study) -> Iterator[str]:
    """What the page tells first: the result, in simple words and point by point."""
    for prose in (study.key_message, study.simple_words, *study.findings):
        yield from (sentence.text for sentence in sentences(prose))


def _names_on(study: Study, content: Content) -> str:
    """What it may be looked for by beside its text: its slug, its shelves, its words."""
    shelves = (shelf.title for shelf in content.categories if shelf.slug in study.categories)
    words = (form for word in content.words if word.slug in study.words for form in forms(word))
    return " ".join((study.slug.replace("-", " "), *shelves, *words))


def _other_words(content: Content) -> Iterator[tuple[str, str]]:
    """For what a person may type, what says the same in the text of studies."""
    pairs: dict[tuple[str, str], None] = {}
    for word in content.words:
        written = [*map(_plain, forms(word))]
        pairs |= dict.fromkeys((one, other) for one in written for other in written)
    for everyday in content.everyday:
        pairs |= dict.fromkeys(
            (_plain(typed), _plain(found)) for typed in everyday.typed for found in everyday.finds
        )
    yield from (pair for pair in pairs if pair[0] != pair[1] and all(pair))


def _plain(text: str) -> str:
    """The words alone, as a search reads them."""
    return " ".join(every_word(text))


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
    for index in ("studies_fts", "beginnings_fts"):
        db.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")
    db.execute("CREATE VIRTUAL TABLE temp.every_term USING fts5vocab(main, beginnings_fts, 'row')")
    db.table("vocabulary").insert_all(
        {"term": term, "length": len(term), "studies": studies}
        for term, studies in db.execute("SELECT term, doc FROM temp.every_term").fetchall()
        if not term.isdigit()
    )
    db.table("vocabulary").create_index(["length"])
    db.table("other_words").create_index(["phrase"])
