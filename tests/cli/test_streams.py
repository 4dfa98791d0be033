"""Pipes, closed streams, full disks: ordinary ways to leave, or one sentence."""

import os
import subprocess

import pytest

from tests.cli.conftest import Program

STUDY = "study/honmou-2021-iv-msc-13-cases"


def test_a_reader_of_the_first_line_alone_is_an_ordinary_end(program: Program) -> None:
    answer = program.shell(f"sci_tui page {STUDY} | head -n 1; echo ${{PIPESTATUS[0]}}")
    assert answer.err == ""
    assert answer.out.splitlines()[1] == "0"


def test_a_pipe_that_is_closed_before_anything_is_written_is_an_ordinary_end(
    program: Program,
) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(
            program.command("page", "words"),
            env=program.environment,
            stdin=subprocess.DEVNULL,
            stdout=write,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("command", [f"page {STUDY}", "", "--help", "doctor", "feedback list"])
@pytest.mark.parametrize("closed", [">&-", "<&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_harm_nothing(program: Program, command: str, closed: str) -> None:
    answer = program.shell(f"sci_tui {command} {closed}; echo $? >&3", program.environment)
    assert "Traceback" not in answer.err
    assert "Exception ignored" not in answer.err


@pytest.mark.parametrize("closed", [">&-", "<&-", "2>&-", "<&- >&- 2>&-"])
def test_with_a_stream_closed_a_page_is_still_an_ordinary_end(
    program: Program, closed: str
) -> None:
    answer = program.shell(f"(sci_tui page home {closed}); echo code $?")
    assert answer.out.endswith("code 0\n")
    assert answer.err == ""


def test_no_file_takes_the_place_of_a_closed_stream(program: Program) -> None:
    answer = program.shell("sci_tui feedback add honmou-2021-iv-msc-13-cases yes <&- >&- 2>&-")
    assert answer.code == 0
    assert program("feedback", "list").out.count("study/honmou") == 1
    assert program("doctor").code == 0


@pytest.mark.parametrize("command", [f"page {STUDY}", "--plain", "studies --json", "--help"])
def test_output_that_cannot_be_written_is_told(program: Program, command: str) -> None:
    answer = program.shell(f"sci_tui {command} < /dev/null > /dev/full")
    assert answer.code == 1
    assert answer.err.count("\n") == 1
    assert answer.err.startswith("sci-tui: The input or output cannot be used (No space left")


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX"},
        {"LANG": "C"},
        {"LANG": "en_US.ISO-8859-1"},
        {"LANG": None},
        {"LC_ALL": "C", "PYTHONIOENCODING": "ascii:strict"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    ],
)
def test_without_a_utf8_locale_everything_is_ascii(
    program: Program, locale: dict[str, str | None]
) -> None:
    for command in (
        ("page", STUDY),
        ("page", STUDY, "--format", "html"),
        ("page", "search?q=“Łódź”"),
        ("search", "Łódź"),
        ("page", "Łódź"),
        ("studies", "--json"),
    ):
        answer = program(*command, **locale)
        assert answer.code in (0, 2)
        assert answer.out.isascii()
        assert answer.err.isascii()


def test_with_a_utf8_locale_signs_are_kept(program: Program) -> None:
    for locale in ({"LC_ALL": "C.UTF-8"}, {"LANG": "en_GB.utf8"}, {"LC_CTYPE": "C.UTF-8"}):
        changed: dict[str, str | None] = {"LANG": None, **locale}
        assert not program("page", STUDY, "--format", "markdown", **changed).out.isascii()


def test_the_setting_comes_before_the_locale_and_the_option_before_both(program: Program) -> None:
    assert program("settings", "set", "characters", "unicode").code == 0
    assert not program("page", STUDY, "--format", "markdown", LC_ALL="C").out.isascii()
    assert program("--ascii", "page", STUDY, "--format", "markdown").out.isascii()
    assert program("settings", "set", "characters", "ascii").code == 0
    assert program("page", STUDY, "--format", "markdown").out.isascii()


def test_files_for_programs_are_utf8_whatever_the_locale(program: Program) -> None:
    given = program("feedback", "add", "honmou-2021-iv-msc-13-cases", "yes", "--comment", "Łódź")
    assert given.code == 0
    for form in ("csv", "jsonl"):
        assert "Łódź" in program("feedback", "export", "--format", form, LC_ALL="C").out


def test_bytes_that_are_no_text_are_read_on_over(program: Program) -> None:
    answer = program.shell(
        r"printf 'search \xff\xfe\nopen study/\xff\nq\n' | sci_tui; sci_tui page $'\xff\x1b[1m'"
    )
    assert answer.code == 2
    assert "Goodbye." in answer.out
    assert "\x1b" not in answer.out + answer.err
    assert "crash" not in answer.err


def test_a_crash_is_kept_in_a_file_and_told_in_one_sentence(program: Program) -> None:
    # A module of ours that cannot be loaded: nobody thought of that.
    broken = program.own.cache
    assert broken
    modules = broken.parent / "modules"
    modules.mkdir()
    (modules / "csv.py").write_text("raise RuntimeError('not \x1b[31m thought of')")
    path = f"{modules}:{program.environment['PYTHONPATH']}"
    answer = program("feedback", "list", PYTHONPATH=path)
    assert (answer.code, answer.out) == (70, "")
    assert answer.err.count("\n") == 1
    assert str(broken / "crash.txt") in answer.err
    assert "not \x1b[31m thought of" in (broken / "crash.txt").read_text()
    bare = dict.fromkeys(("HOME", "SCI_TUI_CACHE_DIR"))
    answer = program("feedback", "list", PYTHONPATH=path, **bare)
    assert answer.code == 70
    assert answer.err == (
        "sci-tui: Something went wrong inside sci-tui (RuntimeError)."
        " Try again, and report it if it lasts.\n"
    )
