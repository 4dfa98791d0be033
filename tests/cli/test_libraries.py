"""Building, checking and describing library files."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sci_tui.cli import libraries
from tests.cli.conftest import Ask, Program
from tests.conftest import CONTENT


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the content that may be harmed."""
    copy = tmp_path / "content"
    shutil.copytree(CONTENT, copy)
    return copy


def test_a_library_is_built_and_can_be_read(ask: Ask, content: Path, tmp_path: Path) -> None:
    file = tmp_path / "deep" / "er" / "made.db"
    code, out, err = ask("library", "build", str(content), "--to", str(file))
    assert (code, err) == (0, "")
    assert out.startswith(f"{file} now holds ")
    assert ask("--library", str(file), "page", "home") == ask("page", "home")
    assert list(file.parent.iterdir()) == [file]


def test_content_that_is_refused_leaves_the_old_library(
    ask: Ask, content: Path, tmp_path: Path
) -> None:
    file = tmp_path / "made.db"
    file.write_bytes(b"the old one")
    (content / "library.toml").write_text("number = 'one'\n")
    (content / "categories.toml").write_text("[[category\n")
    code, out, err = ask("library", "build", str(content), "--to", str(file))
    assert (code, out) == (5, "")
    assert "library.toml: number" in err
    assert "categories.toml: the file" in err
    assert file.read_bytes() == b"the old one"


def test_a_check_lists_every_problem_on_a_line_of_its_own(ask: Ask, content: Path) -> None:
    assert ask("library", "check", str(content)).code == 0
    for name, text in (("library.toml", "number = 0\n"), ("words.toml", "word = 3\n")):
        (content / name).write_text(text)
    code, out, err = ask("library", "check", str(content))
    lines = err.splitlines()
    assert (code, out) == (5, "")
    assert len(lines) > 2
    assert all(line.startswith("sci-tui: ") and "Allowed: " in line for line in lines)


def test_a_good_library_file_passes_its_check(ask: Ask, library_file: Path) -> None:
    code, out, _ = ask("library", "check", str(library_file))
    assert (code, out) == (0, f"{library_file}: nothing wrong was found.\n")
    assert ask("library", "check").out == out


@pytest.mark.parametrize("content", [b"", b"not a library", b"SQLite format 3\0" + b"\xff" * 200])
def test_a_file_that_is_no_library_fails_its_check(
    ask: Ask, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "bad.db"
    file.write_bytes(content)
    assert ask("library", "check", str(file)).code == 5
    assert ask("--library", str(file), "library", "info").code == 3


def test_a_missing_file_cannot_be_checked(ask: Ask, tmp_path: Path) -> None:
    assert ask("library", "check", str(tmp_path / "nowhere.db")).code == 3


def test_info_describes_the_library(ask: Ask, library_file: Path) -> None:
    code, out, _ = ask("library", "info")
    assert code == 0
    assert f"File: {library_file} (" in out
    assert "Licence of the text: CC BY 4.0" in out
    assert ask("library", "info", str(library_file)).out == out


def test_an_installed_program_says_that_it_has_no_content(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: Path
) -> None:
    # Where an installed program looks for what comes with it: there is no content there.
    monkeypatch.setattr(libraries, "bundled", lambda name: tmp_path / "installed" / name)
    for command in (("build",), ("build", "--to", str(tmp_path / "x.db"))):
        code, _, err = ask("library", *command)
        assert code == 2
        assert "only in a checkout" in err
    code, _, err = ask("library", "build", str(content))
    assert code == 2
    assert "--to FILE" in err


def test_a_folder_that_is_not_there_cannot_be_built(ask: Ask, tmp_path: Path) -> None:
    answer = ask("library", "build", str(tmp_path / "nowhere"), "--to", str(tmp_path / "x.db"))
    assert answer.code == 2
    assert "nowhere is not a folder of content" in answer.err


def test_a_place_that_cannot_be_written_is_told(ask: Ask, content: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    answer = ask("library", "build", str(content), "--to", str(tmp_path / "file" / "x.db"))
    assert answer.code == 4
    assert "cannot be written" in answer.err


def test_a_reader_keeps_the_library_that_is_replaced(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "replaced.db"
    shutil.copy(program.library, file)
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as reader:
        assert program("library", "build", str(CONTENT), "--to", str(file)).code == 0
        assert reader.execute("SELECT count(*) FROM studies").fetchone()[0] > 0
