"""How SQLite means to answer what the reading path asks."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sci_tui.domain.browse import CHOICES, Compared, Figures, Filters, Sort
from sci_tui.domain.kinds import Completeness, Design, Level, Outcome, Species, TimeSinceInjury
from sci_tui.store import statements

LOOKUPS = {
    name: statement
    for name, statement in vars(statements).items()
    if isinstance(statement, str)
    and statement.startswith("SELECT ")
    and "?" in statement
    and "MATCH" not in statement
}
LISTS = {
    name: statement
    for name, statement in vars(statements).items()
    if isinstance(statement, str) and statement.startswith("SELECT ") and "?" not in statement
}
RANGES = Filters(since=2000, until=2020, people=10)
EVERY_FILTER = Filters(
    "pain",
    Design.CASE_SERIES,
    4,
    2000,
    2020,
    Species.HUMAN,
    10,
    Completeness.COMPLETE,
    Level.CERVICAL,
    TimeSinceInjury.CHRONIC,
    Compared.NO,
    Outcome.UNCLEAR,
    Figures.YES,
)
KINDS_OF_FILTERS = (Filters(), Filters(design=Design.SURVEY), RANGES, EVERY_FILTER)
KINDS_OF_CHOICES = ("design", "since", "people")


@pytest.fixture
def connection(library_file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{library_file}?immutable=1", uri=True)) as opened:
        yield opened


def plan(connection: sqlite3.Connection, statement: str) -> str:
    """The steps of the answer, one a line."""
    asked = [None] * statement.count("?")
    rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}", asked)
    return "\n".join(step for *_, step in rows)


@pytest.mark.parametrize("name", LOOKUPS)
def test_what_is_asked_for_by_its_name_is_looked_up_and_not_sought(
    connection: sqlite3.Connection, name: str
) -> None:
    steps = plan(connection, LOOKUPS[name])
    assert "SEARCH " in steps
    assert "TEMP B-TREE" not in steps
    # Several names that are asked for at once are gone through one by one.
    assert all("SCAN" not in step or "SCAN asked " in step for step in steps.splitlines())


@pytest.mark.parametrize("name", LISTS)
def test_a_whole_table_is_read_in_its_own_order(connection: sqlite3.Connection, name: str) -> None:
    assert "TEMP B-TREE" not in plan(connection, LISTS[name])


@pytest.mark.parametrize("columns", ["s.slug", statements.CARD_COLUMNS])
@pytest.mark.parametrize("filters", KINDS_OF_FILTERS)
@pytest.mark.parametrize("sort", list(Sort))
def test_a_list_is_looked_up_in_its_order_by_what_it_is_narrowed_to(
    connection: sqlite3.Connection, sort: Sort, filters: Filters, columns: str
) -> None:
    steps = plan(connection, statements.listed(columns, filters._replace(sort=sort)).statement)
    first, *others = steps.splitlines()
    order = f"INDEX idx_study_facets_facet_{statements.ORDER[sort]}"
    if sort is Sort.NEWEST:
        order = "INDEX sqlite_autoindex_study_facets_1"
    assert first.startswith("SEARCH f USING ")
    assert f"{order} (facet=?" in first
    assert "SEARCH s USING INTEGER PRIMARY KEY (rowid=?)" in others
    assert not any(step.startswith(("SCAN", "USE TEMP B-TREE")) for step in others)


def test_studies_of_some_populations_are_found_in_order_without_reading_any_other(
    connection: sqlite3.Connection,
) -> None:
    asked = statements.with_populations("[1, 2]", 100)
    first, *others = plan(connection, asked.statement).splitlines()
    # Four numbers a study, already newest first; the studies themselves are looked up by number.
    assert first == "SCAN p"
    assert others[-1] == "SEARCH s USING INTEGER PRIMARY KEY (rowid=?)"
    assert {step for step in others[:-1] if step.startswith(("SCAN", "USE"))} == {
        "SCAN json_each VIRTUAL TABLE INDEX 1:"
    }


@pytest.mark.parametrize("statement", [statements.HOLDING, statements.BEGINNING])
def test_a_search_goes_through_what_the_index_of_words_found_and_no_more(
    connection: sqlite3.Connection, statement: str
) -> None:
    [step] = plan(connection, statement).splitlines()
    assert re.match(r"SCAN (studies|beginnings)_fts VIRTUAL TABLE INDEX \d+:M", step)


@pytest.mark.parametrize("filters", KINDS_OF_FILTERS)
@pytest.mark.parametrize("sort", list(Sort))
def test_what_a_search_found_is_looked_up_study_by_study(
    connection: sqlite3.Connection, sort: Sort, filters: Filters
) -> None:
    asked = statements.chosen("[1, 2]", filters._replace(sort=sort))
    first, *others = plan(connection, asked.statement).splitlines()
    assert first.startswith("SCAN found VIRTUAL TABLE")
    assert "SEARCH s USING INTEGER PRIMARY KEY (rowid=?)" in others
    assert not any(step.startswith("SCAN") for step in others)


@pytest.mark.parametrize("filters", KINDS_OF_FILTERS)
@pytest.mark.parametrize("name", [None, *KINDS_OF_CHOICES])
@pytest.mark.parametrize("found", [None, "[1, 2]"])
def test_what_is_counted_is_looked_up_and_never_put_in_order(
    connection: sqlite3.Connection, name: str | None, filters: Filters, found: str | None
) -> None:
    asked = (
        statements.left(name, CHOICES[name], filters, found)
        if name
        else statements.counted(filters, found)
    )
    steps = plan(connection, asked.statement).splitlines()
    # The choices, one by one; the words of a search; and the counting itself go through all.
    allowed = ("SCAN asked VIRTUAL", "SCAN CONSTANT ROW", "SCAN (subquery-", "SCAN found VIRTUAL")
    assert all(step.startswith(allowed) for step in steps if "SCAN" in step), steps
    assert not any("TEMP B-TREE" in step for step in steps)
    looked_up = "SEARCH f USING" if found is None else "SEARCH s USING INTEGER PRIMARY KEY"
    assert any(step.startswith(looked_up) for step in steps)
    assert any("SCAN found" in step for step in steps) == (found is not None)


def test_a_list_is_gone_through_by_the_rarest_of_what_it_is_narrowed_to(
    connection: sqlite3.Connection,
) -> None:
    counts = connection.execute(
        "SELECT count(*) FROM study_facets GROUP BY facet ORDER BY facet"
    ).fetchall()
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]
