"""Domain models become a library file, in one stream from the newest study on."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

import sqlite_utils

from sci_tui.domain.browse import PEOPLE_STEPS, Sort, newest_first
from sci_tui.domain.evidence import certainty, ocebm_level
from sci_tui.domain.facets import facets
from sci_tui.domain.fitting import Population, population, widened
from sci_tui.domain.kinds import UNKNOWN, Certainty
from sci_tui.domain.library import Content, Word
from sci_tui.domain.study import Study
from sci_tui.store.documents import document
from sci_tui.store.indexing import STEMMER, TOKENIZER, Indexing, searched
from sci_tui.store.library_file import APPLICATION_ID, SCHEMA_VERSION
from sci_tui.store.matching import cuts, every_word, folded
from sci_tui.store.statements import EVERY, INDEX, ORDER, facet_named
from sci_tui.store.tokens import JOINED, facet_token
from sci_tui.whole_files import replacing

_PAGE_SIZE: Final = 8192
_AT_ONCE: Final = 500
"""Studies that are held in memory together."""
_CACHE: Final = -32_000
"""Pages kept in memory while a library is written: 32 MB."""
_UNWRITTEN: Final = 32_000_000
"""Bytes of the index that are gathered before they are written."""
_RANKS: Final[dict[Sort, Callable[[Study], Any]]] = {
    Sort.SURE: lambda study: -list(Certainty).index(certainty(study)),
    Sort.PEOPLE: lambda study: -_or_else(study.people.number, 0),
    Sort.TITLE: lambda study: folded(study.list_title),
    Sort.ADDED: lambda study: -study.edition,
}
"""What puts studies in each order but that of time; of one rank, the newest comes first."""
_COLUMNS: Final = {
    "id": int,
    "slug": str,
    "list_title": str,
    "title": str,
    "published": str,
    "number": int,
    "design": str,
    "certainty": str,
    "level": int,
    "edition": int,
    "shelf": str,
}
"""What lists show of a study; ``shelf`` is its first category."""
_SHORTEST_SLIP: Final = 3


def build(content: Content, to: Path, look_at: Callable[[Path], None] = lambda _: None) -> None:
    """Write the content as a library file.

    The file is made beside its place and renamed into it, so that a reader who has the old one
    open keeps it and nobody ever sees half of one.

    Args:
        content: What is to be read in it.
        to: The file.
        look_at: Is given the file before it takes its place; what it raises keeps it from that.
    """
    build_from(content, sorted(content.studies, key=newest_first), to, look_at)


def build_from(
    content: Content,
    studies: Iterable[Study],
    to: Path,
    look_at: Callable[[Path], None] = lambda _: None,
) -> None:
    """The same with studies that come one by one; what is held in memory does not grow with them.

    Args:
        content: Everything but the studies.
        studies: In the order of ``newest_first``.
        to: The file.
        look_at: Is given the file before it takes its place.

    Raises:
        ValueError: If a study comes after an older one.
    """
    to.parent.mkdir(parents=True, exist_ok=True)
    with replacing(to) as unfinished:
        _write(content, studies, unfinished)
        look_at(unfinished)


def _write(content: Content, studies: Iterable[Study], path: Path) -> None:
    db = sqlite_utils.Database(path)
    try:
        db.execute(f"PRAGMA page_size = {_PAGE_SIZE}")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA cache_size = {_CACHE}")
        # A file that is not finished is thrown away, so nothing has to be undone in it; it is
        # waited for until it is on the disk before it takes its place.
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        with db.atomic():
            _create(db)
            _fill(db, content, studies)
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        db.execute("ANALYZE")
        db.vacuum()
    finally:
        db.close()


def _create(db: sqlite_utils.Database) -> None:
    """Every table.

    ``studies.id`` numbers the studies from the newest on, and so do the ``by_`` columns in the
    other orders: a list is never sorted when it is read. What only the page of a study shows, and
    what its search sentence is taken from, stands in ``texts``, so that lists read small rows.
    ``facets`` names each value that a list can be narrowed to. Which studies have it is told by
    the lists of tokens: ``studies_fts`` from the newest study on, and one for each other order.
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
        _COLUMNS | dict.fromkeys((ORDER[sort] for sort in _RANKS), int),
        pk="id",
        not_null=set(_COLUMNS) - {"number", "level"},
        strict=True,
    )
    db.table("texts").create(
        {"study": int, "text": str, "document": str},
        pk="study",
        not_null={"text", "document"},
        strict=True,
    )
    for name, column in (("study_words", "word"), ("study_topics", "topic")):
        db.table(name).create({column: str, "study": int}, pk=(column, "study"), strict=True)
    # Many studies had people whom nothing that a reader is asked tells apart, so each population
    # stands here once, and there are far fewer of them than studies.
    db.table("populations").create(
        {"id": int, "studies": int, "document": str}, pk="id", strict=True
    )
    db.table("study_populations").create(
        {"study": int, "population": int, "age_min": int, "age_max": int}, pk="study", strict=True
    )
    db.table("facets").create({"id": int, "facet": str, "studies": int}, pk="id", strict=True)
    db.table("words").create(
        {"id": int, "slug": str, "term": str, "names": str, "document": str}, pk="id", strict=True
    )
    for name in ("pages", "topics"):
        db.table(name).create({"id": int, "slug": str, "document": str}, pk="id", strict=True)
    db.table("other_words").create({"phrase": str, "other": str}, strict=True)
    # A word, the token that stands for it in the index, and how many studies have that.
    db.table("vocabulary").create(
        {"id": int, "term": str, "token": str, "studies": int}, pk="id", strict=True
    )
    # A word with a letter left out, so that two that differ in one letter meet.
    db.execute(
        "CREATE TABLE slips (cut TEXT, word INTEGER, PRIMARY KEY (cut, word)) STRICT, WITHOUT ROWID"
    )
    # Nothing is read from these but which studies have a token, so they keep nothing else.
    for name in INDEX.values():
        db.execute(
            f"CREATE VIRTUAL TABLE {name} USING fts5(tokens, content='', columnsize=0,"
            f" detail=none, tokenize='{TOKENIZER}')"
        )
        db.execute(f"INSERT INTO {name}({name}, rank) VALUES ('hashsize', ?)", [_UNWRITTEN])
    db.execute(
        f"CREATE VIRTUAL TABLE stems_fts USING fts5(term, content='', columnsize=0,"
        f" tokenize='{STEMMER}')"
    )
    ranks = ", ".join(f"{ORDER[sort]} ANY" for sort in _RANKS)
    db.execute(f"CREATE TEMP TABLE unordered ({', '.join(_COLUMNS)}, facets TEXT, {ranks})")
    db.execute("CREATE TEMP TABLE learned (term TEXT, token TEXT)")


def _fill(db: sqlite_utils.Database, content: Content, studies: Iterable[Study]) -> None:
    indexing = Indexing(content)
    facet_ids: dict[str, int] = {}
    populations: dict[Population, int] = {}
    counts, members = Counter[str](), Counter[int]()
    number = 0
    for some in _gathered(_in_order(studies)):
        numbered = list(enumerate(some, start=number + 1))
        number += len(some)
        faceted = [list(_facets(study, content)) for study in some]
        for named in faceted:
            counts.update(named)
            for facet in named:
                facet_ids.setdefault(facet, len(facet_ids) + 1)
        tokens = [" ".join(facet_token(facet_ids[facet]) for facet in named) for named in faceted]
        _insert_cards(db, numbered, tokens)
        # A study at a time, sqlite-utils takes longer to put a statement together than to do it.
        for table, columns, rows in (
            (
                INDEX[Sort.NEWEST],
                "rowid, tokens",
                (
                    (at, f"{of_facets} {' '.join(indexing.tokens(study))}")
                    for (at, study), of_facets in zip(numbered, tokens, strict=True)
                ),
            ),
            (
                "texts",
                "study, text, document",
                ((at, "\n".join(searched(study)), document(study)) for at, study in numbered),
            ),
            (
                "study_words",
                "study, word",
                ((at, word) for at, study in numbered for word in study.words),
            ),
            (
                "study_topics",
                "study, topic",
                ((at, topic) for at, study in numbered for topic in study.topics),
            ),
            (
                "study_populations",
                "study, population, age_min, age_max",
                (_population_row(at, study, populations, members) for at, study in numbered),
            ),
        ):
            _insert(db, table, columns, rows)
        _insert(db, "temp.learned", "term, token", indexing.learned())
    _order(db)
    db.table("facets").insert_all(
        {"id": at, "facet": facet, "studies": counts[facet]} for facet, at in facet_ids.items()
    )
    db.table("populations").insert_all(
        {"id": at, "studies": members[at], "document": document(people)}
        for people, at in populations.items()
    )
    db.table("other_words").insert_all(
        {"phrase": phrase, "other": other} for phrase, other in indexing.other_words
    )
    _fill_shelves(db, content, number, counts)
    _index(db)


def _fill_shelves(
    db: sqlite_utils.Database, content: Content, studies: int, counts: Counter[str]
) -> None:
    """What there is beside the studies, with how many of them there are."""
    db.table("edition").insert(
        content.edition._asdict()
        | {"published": str(content.edition.published)}
        | {"studies": studies}
    )
    db.table("categories").insert_all(
        {"id": at, **category._asdict(), "studies": counts[facet_named("category", category.slug)]}
        for at, category in enumerate(content.categories, start=1)
    )
    db.table("words").insert_all(
        {"id": at, "slug": word.slug, "term": word.term, "names": _names(word)}
        | {"document": document(word)}
        for at, word in enumerate(content.words, start=1)
    )
    for name, documents in (
        ("pages", [(page.slug, document(page)) for page in content.pages]),
        ("topics", [(topic.slug, document(topic)) for topic in content.topics]),
    ):
        db.table(name).insert_all(
            {"id": at, "slug": slug, "document": text}
            for at, (slug, text) in enumerate(documents, start=1)
        )


def _gathered(studies: Iterator[Study]) -> Iterator[list[Study]]:
    while some := list(islice(studies, _AT_ONCE)):
        yield some


def _in_order(studies: Iterable[Study]) -> Iterator[Study]:
    """The studies, as long as none is newer than the one before it."""
    before = None
    for study in studies:
        key = newest_first(study)
        if before is not None and key < before:
            raise ValueError(f"{study.slug} comes after an older study")
        before = key
        yield study


def _facets(study: Study, content: Content) -> Iterator[str]:
    """What a study is found under; the first category holds every one."""
    named = (facet_named(name, value) for name, value in facets(study))
    first = facet_named("category", content.categories[0].slug)
    every = dict.fromkeys((EVERY, first, *named))
    if study.published is not UNKNOWN:
        every[facet_named("year", study.published.year)] = None
    number = _or_else(study.people.number, 0)
    every |= {facet_named("people", step): None for step in PEOPLE_STEPS if number >= step}
    return iter(every)


def _insert(
    db: sqlite_utils.Database, table: str, columns: str, rows: Iterable[tuple[Any, ...]]
) -> None:
    places = ", ".join("?" for _ in columns.split(","))
    db.conn.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)


def _insert_cards(
    db: sqlite_utils.Database, numbered: list[tuple[int, Study]], facets: list[str]
) -> None:
    columns = ", ".join((*_COLUMNS, "facets", *(ORDER[sort] for sort in _RANKS)))
    rows = (
        (*_card(at, study), tokens, *(rank(study) for rank in _RANKS.values()))
        for (at, study), tokens in zip(numbered, facets, strict=True)
    )
    _insert(db, "temp.unordered", columns, rows)


def _card(at: int, study: Study) -> tuple[Any, ...]:
    return (
        at,
        study.slug,
        study.list_title,
        study.title,
        str(study.published),
        _or_else(study.people.number, None),
        study.design.kind.value,
        certainty(study).value,
        ocebm_level(study),
        study.edition,
        study.categories[0],
    )


def _population_row(
    at: int, study: Study, populations: dict[Population, int], members: Counter[int]
) -> tuple[Any, ...]:
    people = study.people
    number = populations.setdefault(widened(population(people)), len(populations) + 1)
    members[number] += 1
    return at, number, _or_else(people.age_min, None), _or_else(people.age_max, None)


def _or_else(value: Any, otherwise: int | None) -> Any:
    return otherwise if value is UNKNOWN else value


def _order(db: sqlite_utils.Database) -> None:
    """Number the studies in each order, and list under each facet those that have it."""
    places = ", ".join(
        f"row_number() OVER (ORDER BY {ORDER[sort]}, id) AS {ORDER[sort]}" for sort in _RANKS
    )
    columns = ", ".join(_COLUMNS)
    db.execute(f"INSERT INTO studies SELECT {columns}, {places} FROM temp.unordered ORDER BY id")
    db.table("studies").create_index(["slug"], unique=True)
    for sort in _RANKS:
        name, place = INDEX[sort], ORDER[sort]
        db.table("studies").create_index([place], unique=True)
        db.execute(
            f"INSERT INTO {name}(rowid, tokens) SELECT s.{place}, u.facets FROM studies AS s"
            f" CROSS JOIN temp.unordered AS u ON u.rowid = s.id ORDER BY s.{place}"
        )
    db.execute("DROP TABLE temp.unordered")


def _names(word: Word) -> str:
    """The words of all that a word is called, to find it by."""
    return " ".join(every_word(" ".join((word.term, *word.also))))


def _index(db: sqlite_utils.Database) -> None:
    """What is made of what is there."""
    for name in INDEX.values():
        db.execute(f"INSERT INTO {name}({name}) VALUES ('optimize')")
    newest = INDEX[Sort.NEWEST]
    db.execute(f"CREATE VIRTUAL TABLE temp.tokens USING fts5vocab(main, {newest}, 'row')")
    db.execute(
        "INSERT INTO vocabulary(term, token, studies) SELECT l.term, l.token, t.doc"
        " FROM (SELECT DISTINCT term, token FROM temp.learned) AS l"
        " CROSS JOIN temp.tokens AS t ON t.term = l.token ORDER BY l.term"
    )
    db.execute("DROP TABLE temp.learned")
    db.table("vocabulary").create_index(["term"], unique=True)
    db.execute(
        "INSERT INTO stems_fts(rowid, term) SELECT id, term FROM vocabulary"
        f" WHERE instr(term, '{JOINED}') = 0"
    )
    words = db.execute("SELECT id, term FROM vocabulary")
    slips = (
        (cut, at)
        for at, term in words
        if len(term) >= _SHORTEST_SLIP and JOINED not in term and not term.isdigit()
        for cut in cuts(term)
    )
    _insert(db, "slips", "cut, word", slips)
    for name in ("words", "pages", "topics", "categories"):
        db.table(name).create_index(["slug"], unique=True)
    db.table("facets").create_index(["facet"], unique=True)
    db.table("other_words").create_index(["phrase"])
    db.execute("INSERT INTO stems_fts(stems_fts) VALUES ('optimize')")
