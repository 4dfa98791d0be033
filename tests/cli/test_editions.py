"""Installing an edition at home, going back, and which library is then read."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from sci_tui.places import Places, bundled
from sci_tui.services.library import open_library
from tests.cli.conftest import Answer, Program


@pytest.fixture
def own(program: Program, own_places: Places) -> Path:
    assert own_places.data
    return own_places.data


def _ask(program: Program, *arguments: str) -> Answer:
    """Without --library, so that what is installed decides."""
    done = subprocess.run(
        [sys.executable, "-m", "sci_tui", *arguments],
        env=program.environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


def _edition(file: Path) -> int:
    with closing(open_library(file, bundled=True)) as library:
        return library.edition().number


def test_what_is_installed_is_read_and_rolled_back(
    program: Program, own: Path, small_library: Path
) -> None:
    code, out, err = _ask(program, "library", "install", str(small_library))
    assert (code, err) == (0, "")
    assert out == (
        "A small library for tests, edition 7 (May 2024), is read from now on: 5 studies."
        " The one before is kept: sci-tui library rollback goes back to it.\n"
    )
    installed = own / "library.db"
    assert f"File: {installed} (" in _ask(program, "library", "info").out
    assert "Edition: 7, May 2024" in _ask(program, "library", "info").out
    assert f"Library: {installed} (there)" in _ask(program, "paths").out
    assert f"Library installed here: {installed} (there)" in _ask(program, "paths").out
    assert f"ok: Library: {installed}, 5 studies" in _ask(program, "doctor").out
    assert "Edition 7" in _ask(program, "page", "home").out
    assert program("library", "info").out.startswith(f"File: {program.library} (")
    code, out, _ = _ask(program, "library", "rollback")
    assert (code, out) == (0, "The library that came with sci-tui is read again.\n")
    assert f"File: {bundled('data.db')} (" in _ask(program, "library", "info").out
    assert "edition 7" in _ask(program, "library", "rollback").out
    assert _edition(installed) == 7


def test_an_older_edition_is_asked_about(program: Program, own: Path, small_library: Path) -> None:
    assert _ask(program, "library", "install", str(small_library)).code == 0
    code, out, err = _ask(program, "library", "install", str(bundled("data.db")))
    assert (code, out) == (2, "")
    assert "holds edition 1 (" in err
    assert "older than the one that is read: edition 7 (May 2024)" in err
    assert _edition(own / "library.db") == 7
    code, out, _ = _ask(program, "library", "install", "--older", str(bundled("data.db")))
    assert code == 0
    assert "instead of edition 7" in out


@pytest.mark.parametrize(
    ("content", "why"), [(b"", "is empty"), (b"no library", "is not a library file")]
)
def test_what_is_no_library_is_not_installed(
    program: Program, own: Path, tmp_path: Path, content: bytes, why: str
) -> None:
    file = tmp_path / "\x1b[31mbad.db"
    file.write_bytes(content)
    code, out, err = _ask(program, "library", "install", str(file))
    assert (code, out) == (3, "")
    assert why in err
    assert "\x1b" not in err
    assert not (own / "library.db").exists()
    assert _ask(program, "library", "rollback").code == 1


def test_an_installed_library_that_cannot_be_opened_is_passed_over_and_told(
    program: Program, own: Path, small_library: Path
) -> None:
    _ask(program, "library", "install", str(small_library))
    os.truncate(own / "library.db", 5000)
    assert f"File: {bundled('data.db')} (" in _ask(program, "library", "info").out
    assert _ask(program, "page", "home").code == 0
    code, out, _ = _ask(program, "doctor")
    assert code == 3
    assert "not ok: Library: The library that is installed here is not read: " in out
    assert "is cut off" in out
    assert "sci-tui library rollback" in out


def test_without_a_place_to_keep_it_nothing_is_installed(
    program: Program, small_library: Path
) -> None:
    del program.environment["HOME"], program.environment["SCI_TUI_DATA_DIR"]
    code, _, err = _ask(program, "library", "install", str(small_library))
    assert code == 4
    assert "HOME is not set, so editions cannot be kept" in err
