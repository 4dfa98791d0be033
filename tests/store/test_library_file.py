"""Library files that somebody else may have made or changed."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sci_tui.domain.cleaning import hidden
from sci_tui.domain.errors import RefusedContent, UnreadableLibrary
from sci_tui.services.library import check_file
from sci_tui.store.library import Library

EVIL = "\x1b]0;pwned\x07\x9b31m\u202eend\ntwo"


@pytest.fixture
def copy(library_file: Path, tmp_path: Path) -> Path:
    """A copy of the library that may be changed."""
    copy = tmp_path / "copy.db"
    copy.write_bytes(library_file.read_bytes())
    return copy


def change(file: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(file)) as connection:
        for trigger in ("studies_ad", "studies_ai", "studies_au"):
            connection.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        connection.execute(statement, values)
        connection.commit()


@pytest.fixture
def evil(copy: Path) -> Path:
    """A library in which every text holds what acts on a terminal."""
    with closing(sqlite3.connect(copy)) as connection:
        studies = connection.execute("SELECT study, document FROM texts").fetchall()
        words = connection.execute("SELECT id, document FROM words").fetchall()
    for table, key, rows, field in (
        ("texts", "study", studies, "title"),
        ("words", "id", words, "definition"),
    ):
        for number, text in rows:
            spoilt = json.dumps(json.loads(text) | {field: EVIL})
            change(copy, f"UPDATE {table} SET document = ? WHERE {key} = ?", spoilt, number)
    change(copy, "UPDATE studies SET list_title = ?", EVIL)
    change(copy, "UPDATE texts SET text = ? || char(10) || text", EVIL[:9])
    change(copy, "UPDATE words SET term = ?", EVIL)
    change(copy, "UPDATE categories SET title = ?, about = ?", EVIL, EVIL)
    change(copy, "UPDATE edition SET title = ?, licence = ?", EVIL, EVIL)
    return copy


@pytest.fixture
def opened(evil: Path) -> Iterator[Library]:
    with closing(Library(evil)) as library:
        yield library


@pytest.mark.parametrize(
    "ask",
    [
        lambda library: [library.edition().title, library.edition().licence],
        lambda library: [
            text for shelf in library.shelves() for text in (shelf.title, shelf.about)
        ],
        lambda library: [card.list_title for card in library.cards()],
        lambda library: [library.study(card.slug).title for card in library.cards()],
        lambda library: [word.definition for word in library.words()],
        lambda library: list(library.terms([word.slug for word in library.words()]).values()),
        lambda library: list(library.list_titles([c.slug for c in library.cards()]).values()),
        lambda library: [one.card.list_title for one in library.search("spinal").found],
        lambda library: [one.sentence for one in library.search("spinal").found],
    ],
)
def test_nothing_a_library_gives_acts_on_a_terminal(
    opened: Library, ask: Callable[[Library], list[str]]
) -> None:
    texts = ask(opened)
    assert texts
    assert not [text for text in texts if hidden(text)]


def test_the_text_around_what_is_hidden_is_still_read(opened: Library) -> None:
    assert opened.edition().title == "]0;pwned31mend two"
    assert opened.study(opened.cards()[0].slug).title == "]0;pwned31mend two"


def test_the_sentence_found_is_still_one_alone(copy: Path) -> None:
    change(copy, "UPDATE texts SET text = 'Nothing here.' || char(10) || 'The \x1bspinal cord.'")
    with closing(Library(copy)) as library:
        assert {one.sentence for one in library.search("spinal").found} == {"The spinal cord."}


def test_a_check_names_each_row_with_hidden_characters(evil: Path, library_file: Path) -> None:
    check_file(library_file)
    with pytest.raises(RefusedContent) as told:
        check_file(evil)
    lines = str(told.value).splitlines()
    for table in ("edition", "categories", "studies", "texts", "words"):
        assert f"{evil}: Row 1 of {table} holds the hidden character U+001B" in lines
    assert not any(" pages " in line or " topics " in line for line in lines)


def test_a_hidden_character_in_a_page_is_found_however_it_is_written(copy: Path) -> None:
    for written, code in (
        ("\u202e", "202E"),
        ("\\u202e", "202E"),
        ("\x1b", "001B"),
        ("\\n", "000A"),
    ):
        change(copy, "UPDATE pages SET document = ? WHERE id = 2", f'["a{written}"]')
        with closing(Library(copy)) as library:
            assert any(
                f"Row 2 of pages holds the hidden character U+{code}" in line
                for line in library.damage()
            )


def test_a_library_without_an_edition_cannot_be_read(copy: Path) -> None:
    change(copy, "DELETE FROM edition")
    with pytest.raises(UnreadableLibrary, match="does not say which edition it is"):
        Library(copy)


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM edition",
        "DROP TABLE edition",
        "PRAGMA user_version = 99",
        "PRAGMA application_id = 1",
    ],
)
def test_a_file_that_is_refused_is_let_go_of(copy: Path, harm: str) -> None:
    change(copy, harm)
    with pytest.raises(UnreadableLibrary):
        Library(copy)
    assert copy not in _open_files()


def test_a_file_that_was_checked_is_let_go_of(copy: Path) -> None:
    check_file(copy)
    assert copy not in _open_files()


def _open_files() -> set[Path]:
    return {link.readlink() for link in Path("/proc/self/fd").iterdir() if link.is_symlink()}
