"""How SQLite means to answer what the reading path asks."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sci_tui.domain.browse import Filters, Sort
from sci_tui.domain.study import Design, Level
from sci_tui.store import statements

LOOKUPS = {
    name: statement
    for name, statement in vars(statements).items()
    if isinstance(statement, str) and statement.startswith("SELECT ") and "?" in statement
}
LISTS = {
    name: statement
    for name, statement in vars(statements).items()
    if isinstance(statement, str) and statement.startswith("SELECT ") and "?" not in statement
}
EVERY_FILTER = Filters("pain", Design.CASE_SERIES, 2000, 4, Level.CERVICAL)


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
@pytest.mark.parametrize("filters", [Filters(), EVERY_FILTER])
@pytest.mark.parametrize("sort", list(Sort))
def test_no_list_is_sorted_when_it_is_read(
    connection: sqlite3.Connection, sort: Sort, filters: Filters, columns: str
) -> None:
    steps = plan(connection, statements.listed(columns, filters._replace(sort=sort)).statement)
    first, *others = steps.splitlines()
    order = "" if sort is Sort.NEWEST else f" USING INDEX idx_studies_{statements.ORDER[sort]}"
    assert first == f"SCAN s{order}"
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


@pytest.mark.parametrize("filters", [Filters(), EVERY_FILTER])
@pytest.mark.parametrize("question", [statements.holding, statements.beginning])
def test_a_search_looks_up_what_the_index_of_words_found(
    connection: sqlite3.Connection,
    question: Callable[[str, Filters], statements.Question],
    filters: Filters,
) -> None:
    first, *others = plan(connection, question("walk", filters).statement).splitlines()
    assert re.match(r"SCAN (studies|beginnings)_fts VIRTUAL TABLE", first)
    assert ("SEARCH s USING INTEGER PRIMARY KEY (rowid=?)" in others) == (filters != Filters())
    assert not any(step.startswith("SCAN") for step in others)
