"""How SQLite means to answer what the reading path asks."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sci_tui.domain.browse import MOST_COUNTED, Sort
from sci_tui.store import statements
from sci_tui.store.statements import ORDER

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


KINDS_OF_PASSING = (
    statements.Passing('"x"'),
    statements.Passing('"x" AND "y"', people=37),
    statements.Passing('"x"', among="[1, 2]"),
)


@pytest.mark.parametrize("columns", ["s.slug", statements.CARD_COLUMNS])
@pytest.mark.parametrize("passing", KINDS_OF_PASSING)
@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("end", ["after", "before"])
def test_a_list_is_read_from_any_place_in_its_order_by_what_it_is_narrowed_to(
    connection: sqlite3.Connection, sort: Sort, passing: statements.Passing, columns: str, end: str
) -> None:
    asked = (
        statements.listed(columns, passing, sort, 200, 7)
        if end == "after"
        else statements.before(columns, passing, sort, 7, 200)
    )
    first, *others = plan(connection, asked.statement).splitlines()
    # The place is a bound of the index itself: no study before it is gone through.
    bound = ">" if end == "after" else "<"
    assert re.match(rf"SCAN {statements.INDEX[sort]} VIRTUAL TABLE INDEX \d+:M1{bound}", first)
    number = sort is Sort.NEWEST
    by = "INTEGER PRIMARY KEY (rowid=?)" if number else f"INDEX idx_studies_{ORDER[sort]}"
    assert any(step.startswith(f"SEARCH s USING {by}") for step in others), others
    assert_nothing_else_is_gone_through(others)


@pytest.mark.parametrize("passing", KINDS_OF_PASSING)
@pytest.mark.parametrize("until", [None, 7])
def test_counting_stops_and_puts_nothing_in_order(
    connection: sqlite3.Connection, passing: statements.Passing, until: int | None
) -> None:
    asked = statements.counted(passing, Sort.NEWEST, until)
    steps = plan(connection, asked.statement)
    assert re.search(r"SCAN studies_fts VIRTUAL TABLE INDEX \d+:M1", steps)
    assert f"LIMIT {MOST_COUNTED + 1}" in asked.statement
    others = [step for step in steps.splitlines() if "studies_fts" not in step]
    assert_nothing_else_is_gone_through(others)


@pytest.mark.parametrize("people", [0, 37])
@pytest.mark.parametrize("sort", list(Sort))
def test_what_a_search_found_is_looked_up_study_by_study(
    connection: sqlite3.Connection, sort: Sort, people: int
) -> None:
    asked = statements.in_order("[1, 2]", people, sort)
    first, *others = plan(connection, asked.statement).splitlines()
    assert first.startswith("SCAN found VIRTUAL TABLE")
    assert "SEARCH s USING INTEGER PRIMARY KEY (rowid=?)" in others
    # What was found is a part of the library, at most as much as is ranked, and put in order.
    assert not any(step.startswith("SCAN") for step in others)


def assert_nothing_else_is_gone_through(steps: list[str]) -> None:
    allowed = ("SCAN json_each VIRTUAL", "SCAN (subquery-")
    assert all(step.startswith(allowed) for step in steps if "SCAN" in step), steps
    assert not any("TEMP B-TREE" in step for step in steps), steps


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


def test_a_search_goes_through_what_the_index_of_words_found_and_no_more(
    connection: sqlite3.Connection,
) -> None:
    [step] = plan(connection, statements.MATCHING).splitlines()
    assert re.match(r"SCAN studies_fts VIRTUAL TABLE INDEX \d+:M", step)


def test_words_are_looked_up_by_their_stem(connection: sqlite3.Connection) -> None:
    first, second = plan(connection, statements.ALIKE).splitlines()
    assert re.match(r"SCAN stems_fts VIRTUAL TABLE INDEX \d+:M", first)
    assert second == "SEARCH v USING INTEGER PRIMARY KEY (rowid=?)"
