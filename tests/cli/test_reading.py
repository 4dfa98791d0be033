"""Which reader opens, what it says first, and how it is left."""

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pexpect
import pytest

from sci_tui.cli.choosing import wanted_reader
from tests.cli.conftest import Program

STUDY = "study/honmou-2021-iv-msc-13-cases"
PROMPT = "Number, word or letter"
SCREEN = "\x1b[?1049h"
"""What a reader that draws on the screen begins with."""


PLAIN, EAR = "SCI_TUI_PLAIN", "SCI_TUI_SCREEN_READER"


@pytest.mark.parametrize(
    ("asked", "environment", "setting", "reader", "why"),
    [
        ("", {}, "visual", "visual", ""),
        ("", {}, "plain", "plain", "the settings say so"),
        ("", {}, "screen-reader", "screen-reader", "the settings say so"),
        ("plain", {PLAIN: "0", EAR: "1"}, "visual", "plain", "--plain was given"),
        ("screen-reader", {PLAIN: "1"}, "plain", "screen-reader", "--screen-reader was given"),
        ("", {PLAIN: "yes"}, "visual", "plain", f"{PLAIN} is set"),
        ("", {EAR: "1"}, "plain", "screen-reader", f"{EAR} is set"),
        ("", {PLAIN: "0", EAR: "1"}, "plain", "screen-reader", f"{EAR} is set"),
        *(
            ("", {variable: off}, setting, "visual", "")
            for variable, setting in ((PLAIN, "plain"), (EAR, "screen-reader"))
            for off in ("0", "false", "No", "")
        ),
        ("", {PLAIN: "no"}, "screen-reader", "screen-reader", "the settings say so"),
    ],
)
def test_the_option_comes_first_then_the_environment_then_the_setting(
    asked: str, environment: dict[str, str], setting: str, reader: str, why: str
) -> None:
    assert wanted_reader(asked, environment, setting) == (reader, why)


def test_one_cannot_ask_for_two_readers(program: Program) -> None:
    answer = program("--plain", "--screen-reader")
    assert (answer.code, answer.out) == (2, "")
    assert "not allowed with argument --plain" in answer.err


def test_screen_reader_mode_needs_a_terminal_and_says_so(program: Program) -> None:
    answer = program("--screen-reader", typed="q\n")
    assert answer.out.startswith("Plain reader, because input or output is not a terminal.")


def test_a_pipe_gets_the_plain_reader_which_says_why(program: Program) -> None:
    answer = program(typed="q\n")
    first, second, *_ = answer.out.splitlines()
    assert (answer.code, answer.err) == (0, "")
    assert first == "Plain reader, because input or output is not a terminal. Type ? for help, q to"
    assert second == "quit."
    assert answer.out.endswith("Goodbye.\n")


def test_the_end_of_input_is_an_ordinary_end(program: Program) -> None:
    answer = program("open", STUDY)
    assert (answer.code, answer.err) == (0, "")
    assert "\x1b" not in answer.out
    assert max(map(len, answer.out.splitlines())) < 80


def test_a_page_is_said_by_the_reader_as_it_is_printed(program: Program) -> None:
    assert program("page", STUDY).out in program("open", STUDY).out


def test_an_answer_given_in_the_plain_reader_is_kept(program: Program) -> None:
    answer = program("open", f"{STUDY}/feedback", typed="yes\nq\n")
    assert "is saved on this computer" in answer.out
    assert "Yes" in program("feedback", "list").out


class Terminal:
    """A reader at a terminal."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._children: list[Any] = []

    def __call__(self, *arguments: str, **changed: str | None) -> Any:
        """Opens a reader."""
        asked = self._program.environment | changed
        words = self._program.command(*arguments)
        child = pexpect.spawn(
            words[0],
            words[1:],
            env={name: value for name, value in asked.items() if value is not None},
            dimensions=(24, 80),
            encoding="utf-8",
            timeout=30,
        )
        self._children.append(child)
        return child

    def close(self) -> None:
        """Ends every reader that is still open."""
        for child in self._children:
            child.close(force=True)


@pytest.fixture
def terminal(program: Program) -> Iterator[Terminal]:
    """Opens readers at a terminal."""
    terminal = Terminal(program)
    yield terminal
    terminal.close()


def _left(child: Any) -> int:
    child.expect(pexpect.EOF)
    child.close()
    return -child.signalstatus if child.exitstatus is None else int(child.exitstatus)


def test_a_terminal_gets_the_screen(terminal: Terminal) -> None:
    child = terminal()
    child.expect_exact(SCREEN)
    assert PROMPT not in child.before


@pytest.mark.parametrize(
    ("arguments", "changed", "why"),
    [
        (("--plain",), {}, "--plain was given"),
        ((), {"SCI_TUI_PLAIN": "1"}, "SCI_TUI_PLAIN is set"),
        ((), {"TERM": "dumb"}, "TERM is dumb"),
        ((), {"TERM": None}, "TERM is not set"),
        ((), {"TERM": ""}, "TERM is not set"),
    ],
)
def test_a_terminal_gets_the_plain_reader_where_that_is_asked_for_or_all_that_works(
    terminal: Terminal, arguments: tuple[str, ...], changed: dict[str, str | None], why: str
) -> None:
    child = terminal(*arguments, **changed)
    child.expect_exact(PROMPT)
    assert f"Plain reader, because {why}." in child.before
    assert "\x1b" not in child.before
    child.sendline("q")
    assert _left(child) == 0


def test_the_setting_opens_the_plain_reader(program: Program, terminal: Terminal) -> None:
    assert program("settings", "set", "reader", "plain").code == 0
    child = terminal()
    child.expect_exact("because the settings say so")


def test_a_falsy_variable_overrides_the_setting(program: Program, terminal: Terminal) -> None:
    assert program("settings", "set", "reader", "plain").code == 0
    terminal(SCI_TUI_PLAIN="0").expect_exact(SCREEN)


def test_ctrl_c_leaves_the_plain_reader_quietly(terminal: Terminal) -> None:
    child = terminal("--plain")
    child.expect_exact(PROMPT)
    child.sendintr()
    assert _left(child) == 130
    assert "Traceback" not in child.before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_the_plain_reader_with_its_number(
    program: Program, number: signal.Signals
) -> None:
    with subprocess.Popen(
        program.command(),
        env=program.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as child:
        assert child.stdout
        assert child.stdout.readline().startswith("Plain reader")
        child.send_signal(number)
        _, trouble = child.communicate()
    assert child.returncode == 128 + number
    assert trouble == ""


def test_a_hang_up_that_is_ignored_stays_ignored(program: Program) -> None:
    with subprocess.Popen(
        ["/bin/sh", "-c", 'trap "" HUP; exec "$@"', "sh", *program.command()],
        env=program.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as child:
        assert child.stdout
        assert child.stdout.readline().startswith("Plain reader")
        child.send_signal(signal.SIGHUP)
        child.communicate("q\n")
    assert child.returncode == 0


def test_a_second_reader_is_told_and_reads_on(program: Program, terminal: Terminal) -> None:
    data = program.own.data
    assert data
    data.mkdir()
    child = terminal("--plain")
    child.expect_exact(PROMPT)
    answer = program(typed="q\n")
    assert answer.code == 0
    assert answer.err.startswith("sci-tui: Another sci-tui is open here")
    assert answer.err.count("\n") == 1
    child.sendline("q")
    assert _left(child) == 0
    assert program(typed="q\n").err == ""


def test_a_reader_that_was_killed_is_in_nobodys_way(program: Program, terminal: Terminal) -> None:
    data = program.own.data
    assert data
    data.mkdir()
    child = terminal("--plain")
    child.expect_exact(PROMPT)
    child.kill(signal.SIGKILL)
    _left(child)
    assert program(typed="q\n").err == ""


def test_no_directory_is_made_by_reading(program: Program) -> None:
    assert program(typed="latest\nq\n").code == 0
    assert not any(place.exists() for place in program.own if place)


def test_a_data_directory_that_cannot_be_made_is_told_and_reading_goes_on(
    program: Program, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    place = str(tmp_path / "file" / "data")
    answer = program("open", f"{STUDY}/feedback", typed="yes\nhome\nq\n", SCI_TUI_DATA_DIR=place)
    assert answer.code == 0
    assert answer.err.startswith("sci-tui: Answers cannot be kept, because ")
    assert answer.err.count("\n") == 1
    assert "could not be saved" in " ".join(answer.out.split())
    assert answer.out.endswith("Goodbye.\n")


def test_without_a_home_reading_goes_on_with_one_sentence(program: Program) -> None:
    bare = dict.fromkeys(("HOME", "SCI_TUI_DATA_DIR", "SCI_TUI_CACHE_DIR", "SCI_TUI_CONFIG"))
    answer = program(typed="latest\nq\n", **bare)
    assert answer.code == 0
    assert answer.err.startswith("sci-tui: HOME is not set")
    assert answer.err.count("\n") == 1


def test_a_locale_without_utf8_is_told_and_reading_goes_on(program: Program) -> None:
    answer = program(typed="latest\nq\n", LC_ALL="C")
    assert answer.code == 0
    assert answer.err.startswith("sci-tui: The locale here is not UTF-8")
    assert answer.err.count("\n") == 1
    assert answer.out.isascii()
    assert program("--ascii", typed="q\n", LC_ALL="C").err == ""


def test_what_is_printed_needs_none_of_these_sentences(program: Program) -> None:
    bare = dict.fromkeys(("HOME", "SCI_TUI_DATA_DIR", "LANG"))
    assert program("page", "home", **bare).err == ""
