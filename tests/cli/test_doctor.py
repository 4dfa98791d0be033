"""The doctor says of each thing whether it is well, and how to mend it."""

from pathlib import Path

import pexpect
import pytest

from sci_tui.places import Places
from tests.cli.conftest import Ask, Program


def _trouble(out: str) -> list[str]:
    assert all(line.startswith(("ok: ", "not ok: ")) for line in out.splitlines())
    return [line.split(": ")[1] for line in out.splitlines() if line.startswith("not ok: ")]


def test_where_all_is_well_it_says_so(ask: Ask) -> None:
    code, out, err = ask("doctor")
    assert (code, err) == (0, "")
    assert _trouble(out) == []
    assert "ok: Library: " in out


def test_the_first_trouble_is_the_exit_code_and_all_are_told(
    ask: Ask, own_places: Places, tmp_path: Path
) -> None:
    assert own_places.config
    own_places.config.parent.mkdir()
    own_places.config.write_text("theme = 3\n")
    code, out, _ = ask("--library", str(tmp_path / "nowhere.db"), "doctor")
    assert code == 2
    assert _trouble(out) == ["Settings", "Library"]


def test_a_damaged_library_is_found(ask: Ask, library_file: Path, tmp_path: Path) -> None:
    content = bytearray(library_file.read_bytes())
    at = content.index(b'"slug":"questions-to-ask"') // 8192 * 8192
    content[at : at + 8192] = b"\xa5" * 8192
    copy = tmp_path / "copy.db"
    copy.write_bytes(content)
    code, out, _ = ask("--library", str(copy), "doctor")
    assert code == 3
    assert _trouble(out) == ["Library"]


def test_a_data_directory_that_cannot_be_made_is_told(program: Program, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    answer = program("doctor", SCI_TUI_DATA_DIR=str(tmp_path / "file" / "data"))
    assert answer.code == 4
    assert _trouble(answer.out) == ["Your data"]


def test_a_store_that_is_not_ours_is_told(ask: Ask, own_places: Places) -> None:
    assert own_places.data
    own_places.data.mkdir()
    (own_places.data / "user.db").write_bytes(b"something else entirely" * 100)
    code, out, _ = ask("doctor")
    assert code == 4
    assert _trouble(out) == ["Your answers"]


@pytest.mark.parametrize(("rows", "columns", "code"), [(24, 80, 0), (8, 30, 2)])
def test_the_window_is_measured(program: Program, rows: int, columns: int, code: int) -> None:
    words = program.command("doctor")
    child = pexpect.spawn(
        words[0],
        words[1:],
        env=program.environment,
        dimensions=(rows, columns),
        encoding="utf-8",
        timeout=30,
    )
    said = child.read()
    child.close()
    assert child.exitstatus == code
    assert f"{columns} columns" in " ".join(said.split())


@pytest.mark.parametrize(
    ("script", "changed", "why"),
    [
        ("sci_tui doctor", {"SCI_TUI_PLAIN": "1"}, "SCI_TUI_PLAIN is set"),
        ("sci_tui doctor", {"TERM": "dumb"}, "TERM is dumb"),
        ("sci_tui doctor 2> /dev/null", {}, "input or output is not a terminal"),
        ("sci_tui settings set reader plain; sci_tui doctor", {}, "the settings say so"),
    ],
)
def test_at_a_terminal_it_says_which_reader_opens_as_the_reader_does(
    program: Program, script: str, changed: dict[str, str], why: str
) -> None:
    words = " ".join(f"'{word}'" for word in program.command())
    told = []
    for asked in (script, script.replace("doctor", "open home")):
        child = pexpect.spawn(
            "/bin/bash",
            ["-c", f'sci_tui() {{ {words} "$@"; }}; {asked}'],
            env=program.environment | changed,
            dimensions=(8, 30),
            encoding="utf-8",
            timeout=30,
        )
        child.sendeof()
        told.append(" ".join(child.read().split()))
        child.close()
    assert f"ok: Terminal: the plain reader opens, because {why} " in told[0]
    assert f"Plain reader, because {why}." in told[1]


def test_what_a_locale_means_is_told(program: Program) -> None:
    assert "only ASCII signs are used" in program("doctor", LANG=None, LC_ALL="C").out
    assert "output is utf-8" in program("doctor").out
