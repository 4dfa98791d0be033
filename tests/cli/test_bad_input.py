"""Everything that can be wrong before a page is read: refused in one sentence, no traceback."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Answer, Program

HONMOU = "honmou-2021-iv-msc-13-cases"
COMMANDS = (
    ("page", "home"),
    ("studies",),
    ("search", "walk"),
    ("cite", HONMOU),
    ("open", "home"),
    ("library", "info"),
    (),
)


def _missing(file: Path) -> None:
    file.unlink()


def _truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:20_000])


def _random(file: Path) -> None:
    file.write_bytes(bytes((n * n * 31 + 7) % 251 for n in range(5_000)))


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _newer(file: Path) -> None:
    _changed(file, "PRAGMA user_version = 99")


def _older(file: Path) -> None:
    _changed(file, "PRAGMA user_version = 1")


def _not_a_library(file: Path) -> None:
    file.unlink()
    _changed(file, "CREATE TABLE shopping (item TEXT)")


def _a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _changed(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(statement)
        connection.commit()


@pytest.fixture
def copy(program: Program, tmp_path: Path) -> Path:
    """A copy of the library that may be harmed; the program reads it."""
    copy = tmp_path / "copy.db"
    copy.write_bytes(program.library.read_bytes())
    program.library = copy
    return copy


def _refused(answer: Answer, code: int, said: str) -> None:
    assert answer.code == code
    assert answer.out == ""
    assert answer.err.startswith("sci-tui: ")
    assert answer.err.count("\n") == 1
    assert said in answer.err


def test_an_empty_search_is_refused(program: Program) -> None:
    answer = program("search", " ")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "sci-tui: There is nothing to search for. Give at least one word.\n"


def test_a_library_that_is_no_file_is_refused_at_once(program: Program, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path, tmp_path / "pipe"):
        answer = program("--library", str(place), "page", "home")
        assert answer.code == 3
        assert "is not a file. Give the path of a library file." in answer.err


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (_missing, "There is no library at"),
        (_truncated, "is cut off: it has 20000 of"),
        (_random, "is not a library file"),
        (_empty, "is empty"),
        (_newer, "was made for a newer sci_tui"),
        (_older, "was made for an older sci_tui"),
        (_not_a_library, "is a database, but not a sci_tui library"),
        (_a_folder, "is not a file"),
    ],
)
def test_what_is_not_a_library_is_refused(
    program: Program, copy: Path, harm: Callable[[Path], None], said: str
) -> None:
    harm(copy)
    for command in COMMANDS:
        answer = program(*command)
        _refused(answer, 3, said)
        assert str(copy) in answer.err


def test_a_library_that_stays_locked_is_refused_after_a_second(
    program: Program, copy: Path
) -> None:
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        _refused(program("page", "home"), 3, "is locked by another program")
        _refused(program("library", "check", str(copy)), 3, "is locked by another program")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("theme = dark\n", "line 1"),
        ('# mine\ntheme = "blue"\n', "line 2: theme is 'blue'. Allowed: dark, light"),
        ('\n\nreder = "plain"\n', "line 3: 'reder' is not a setting. Allowed: theme, reader"),
        ("characters = 1\n", "line 1: characters is 1. Allowed: auto, unicode, ascii"),
        ("[keys]\nback = 3\n", "line 2: keys.back is 3. Allowed: one key"),
        ('[keys]\nfly = "x"\n', "line 2: keys.fly is not a command. Allowed: again"),
        ('theme = "\x1b[31m"\n', "settings.toml"),
        ("\ufefftheme = ?", "settings.toml"),
    ],
)
def test_bad_settings_are_refused_with_line_key_and_what_is_allowed(
    program: Program, text: str, said: str
) -> None:
    settings = program.own.config
    assert settings
    settings.parent.mkdir(parents=True)
    settings.write_text(text, encoding="utf-8")
    for command in (("page", "home"), (), ("open", "home")):
        answer = program(*command)
        _refused(answer, 2, said)
        assert "\x1b" not in answer.err


def test_settings_that_are_not_text_are_refused(program: Program) -> None:
    settings = program.own.config
    assert settings
    settings.parent.mkdir(parents=True)
    settings.write_bytes(b"\xff\xfe\x00theme")
    _refused(program("page", "home"), 2, str(settings))
    settings.unlink()
    settings.mkdir()
    _refused(program("page", "home"), 2, str(settings))


@pytest.mark.parametrize(
    ("route", "code", "said"),
    [
        ("nowhere", 2, "'nowhere' is not a page"),
        ("", 2, "is not a page"),
        ("study", 2, "is not a page"),
        ("study/a/b/c", 2, "is not a page"),
        ("home?colour=red", 2, "'colour' in"),
        ("latest?sort=best", 2, "Choose one of: newest"),
        ("latest?since=1", 2, "from 1900 to 2100"),
        ("settings?change=nothing", 2, "Choose one of: theme"),
        ("study/no-such-study", 1, "no study 'no-such-study'"),
        ("study/no-such-study/sources", 1, "no study"),
        ("category/no-such-shelf", 1, "no category 'no-such-shelf'"),
        ("word/no-such-word", 1, "no word"),
        ("topic/no-such-topic", 1, "no topic"),
        ("reference/no-such-page", 1, "no page"),
        ("my-feedback?delete=no-such-answer", 1, "not there"),
        ("study/%1b%5b31m", 1, "no study"),
        ("study/%00", 1, "no study"),
        ("study/%ed%a0%80", 1, "no study"),
    ],
)
def test_a_route_that_leads_nowhere_is_refused(
    program: Program, route: str, code: int, said: str
) -> None:
    for command in ("page", "open"):
        answer = program(command, route)
        _refused(answer, code, said)
        assert "\x1b" not in answer.err


@pytest.mark.parametrize(
    "command",
    [
        ("cite", "no-such-study"),
        ("feedback", "add", "no-such-study", "yes"),
        ("studies", "--category", "no-such-shelf"),
        ("search", "walk", "--category", "no-such-shelf"),
        ("feedback", "delete", "00000000"),
    ],
)
def test_asking_for_what_is_not_there_exits_1(program: Program, command: tuple[str, ...]) -> None:
    _refused(program(*command), 1, "no")


def _harm_where(file: Path, text: str) -> None:
    """Overwrite the page of the file on which a text begins, as a worn stick does."""
    content = bytearray(file.read_bytes())
    size = int.from_bytes(content[16:18], "big")
    at = content.index(text.encode()) // size * size
    content[at : at + size] = b"\xa5" * size
    file.write_bytes(content)


def test_damage_that_shows_on_one_page_is_said_there_and_found_by_a_check(
    program: Program, copy: Path
) -> None:
    _harm_where(copy, '"slug":"questions-to-ask"')
    answer = program("page", "reference/questions-to-ask")
    _refused(answer, 3, f"{copy} is damaged here")
    assert program("page", "latest").code == 0
    checked = program("library", "check", str(copy))
    assert checked.code == 5
    assert all(line.startswith("sci-tui: ") for line in checked.err.splitlines())
    assert str(copy) in checked.err


def test_a_reader_says_damage_on_its_page_and_reads_on(program: Program, copy: Path) -> None:
    _harm_where(copy, '"slug":"questions-to-ask"')
    answer = program("open", "reference/questions-to-ask", typed="latest\nq\n")
    assert answer.code == 0
    assert "This page cannot be read" in answer.out
    assert "is damaged here" in " ".join(answer.out.split())
    assert "Latest research" in answer.out


def test_no_damaged_page_of_the_file_brings_a_traceback(
    program: Program, copy: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    from sci_tui.cli import main

    whole = copy.read_bytes()
    size = int.from_bytes(whole[16:18], "big")
    for at in range(0, len(whole), 5 * size):
        copy.write_bytes(whole[:at] + b"\xa5" * size + whole[at + size :])
        for command in (("page", f"study/{HONMOU}"), ("studies",), ("search", "walk")):
            assert main(["--library", str(copy), *command]) in (0, 1, 3)
    assert "Traceback" not in capfd.readouterr().err
