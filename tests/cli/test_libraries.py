"""Building, checking and describing library files."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sci_tui.cli import libraries
from sci_tui.cli.links import broken_links
from sci_tui.services.library import open_library
from tests.cli.conftest import Ask, Program
from tests.conftest import CONTENT
from tests.small_library import TEXT


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


@pytest.mark.parametrize("route", ["study/no-such-study", "words/all", "reference/nothing"])
@pytest.mark.parametrize("file", ["pages/about.toml", "topics/cells.toml"])
def test_a_link_that_leads_nowhere_is_a_problem_of_the_text(
    ask: Ask, tmp_path: Path, file: str, route: str
) -> None:
    text = Path(shutil.copytree(TEXT, tmp_path / "text"))
    links = (
        f'links = [{{ text = "There", route = "home" }}, {{ text = "Away", route = "{route}" }}]'
    )
    section = f'\n[[sections]]\nheading = "On"\ntext = "Onward."\n{links}\n'
    at = (text / file).read_text(encoding="utf-8")
    before, first, rest = at.partition("[[sections]]")
    (text / file).write_text(f"{before}{section}\n{first}{rest}", encoding="utf-8")
    made = tmp_path / "made.db"
    made.write_bytes(b"the old one")
    for command in (("check", str(text)), ("build", str(text), "--to", str(made))):
        code, out, err = ask("library", *command)
        assert (code, out) == (5, "")
        wrong = f"sections[1].links[2].route: {route!r} leads nowhere. Allowed: "
        assert err.startswith(f"sci-tui: {file}: {wrong}")
        assert err.count("\n") == 1
    assert made.read_bytes() == b"the old one"
    assert sorted(tmp_path.iterdir()) == [made, text]


def test_every_link_of_the_library_that_ships_leads_somewhere(library_file: Path) -> None:
    with closing(open_library(library_file, bundled=False)) as library:
        assert any(section.links for page in library.pages() for section in page.sections)
        assert list(broken_links(library)) == []


def test_the_name_of_a_file_does_not_act_on_the_terminal(
    ask: Ask, content: Path, library_file: Path, tmp_path: Path
) -> None:
    file = tmp_path / "\x1b[31mred\u202e\nline.db"
    folder = content.rename(tmp_path / "\x1b[31mred")
    for command in (
        ("build", str(folder), "--to", str(file)),
        ("check", str(file)),
        ("info", str(file)),
        ("check", str(folder)),
    ):
        code, out, err = ask("library", *command)
        assert (code, err) == (0, "")
        assert "[31mred" in out
        assert not {"\x1b", "\u202e"} & set(out)
        assert "\nline" not in out


def test_one_study_is_one_study(ask: Ask, tmp_path: Path) -> None:
    text = Path(shutil.copytree(TEXT, tmp_path / "text"))
    made = str(tmp_path / "made.db")
    assert "holds 5 studies with " in ask("library", "build", str(text), "--to", made).out
    assert ask("--library", made, "doctor").out.count("5 studies, nothing damaged") == 1


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


def test_a_library_that_a_link_leads_to_is_replaced_there(
    ask: Ask, content: Path, tmp_path: Path
) -> None:
    file, link = tmp_path / "made.db", tmp_path / "link.db"
    file.write_bytes(b"the old one")
    file.chmod(0o640)
    link.symlink_to(file)
    assert ask("library", "build", str(content), "--to", str(link)).code == 0
    assert link.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o640
    assert ask("library", "check", str(file)).code == 0


def test_a_reader_keeps_the_library_that_is_replaced(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "replaced.db"
    shutil.copy(program.library, file)
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as reader:
        assert program("library", "build", str(CONTENT), "--to", str(file)).code == 0
        assert reader.execute("SELECT count(*) FROM studies").fetchone()[0] > 0
