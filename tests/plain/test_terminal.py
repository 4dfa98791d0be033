"""The plain reader at a real pseudo-terminal: what reaches it, and that nothing scrolls away."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import pytest

from sci_tui.places import Places
from tests.plain.sessions import STUDY
from tests.tui.terminal import Terminal, command, environment, fresh_flags
from tests.voice.hearing import Room, until

SIZES = ((80, 24), (40, 12), (200, 60))
PROMPT = re.compile(
    rb"(for\s+help\): |for\s+more: |for: |y or n: |comment: |letter of an item: |Goodbye\.\r\n)\Z"
)
LINES = (
    *(
        "",
        "",
        "r",
        "where am I",
        "previous",
        "more 3",
        "g",
        "section 4",
        "sentence",
        "",
        "sentence",
    ),
    *("find harness", "n", "whole", "zebra", "f", "y", "4", "9", "Too long a word", "y", "b"),
    *("settings", "1", "2", "words", "g c", "?", "", "search pill", "1", "my feedback"),
)


@contextmanager
def reading(
    library: Path,
    *arguments: str,
    size: tuple[int, int] = (80, 24),
    environ: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Terminal]:
    """The plain reader at a terminal that can do nothing but write, ended at last."""
    terminal = Terminal(
        command("--library", str(library), *arguments), environment(TERM="dumb", **environ), size
    )
    try:
        terminal.until_shown("for help)")
        terminal.until_quiet()
        yield terminal
    finally:
        terminal.child.close(force=True)


def typed(terminal: Terminal, line: str) -> str:
    """What is written once a line was typed, up to the next prompt."""
    before = len(terminal.written)
    terminal.press(line, "enter")
    terminal.until(lambda: bool(PROMPT.search(terminal.written[before:])), "a prompt")
    return terminal.written[before:].decode().replace("\r\n", "\n")


@pytest.mark.parametrize("size", SIZES)
def test_lines_are_all_that_reaches_the_terminal(
    small_library: Path, own_places: Places, size: tuple[int, int]
) -> None:
    with reading(small_library, "open", STUDY, size=size) as terminal:
        for line in LINES:
            typed(terminal, line)
        assert typed(terminal, "q").endswith("Goodbye.\n")
        assert terminal.until_ended() == 0
    told = terminal.written.decode()
    assert "\x1b" not in told
    assert "\r\n\r\n" not in told
    assert not re.search(r"\r(?!\n)", told)
    width = min(size[0], 80)
    # What was typed stands behind a prompt, and may be as long as it likes.
    rows = [row for row in told.split("\r\n") if not re.search(r": .+\Z", row)]
    assert [row for row in rows if len(row) >= width] == []


@pytest.mark.parametrize("size", SIZES[:2])
def test_a_piece_its_prompt_and_what_is_typed_fit_the_window(
    small_library: Path, own_places: Places, size: tuple[int, int]
) -> None:
    with reading(small_library, "open", STUDY, size=size) as terminal:
        assert terminal.rows[0].startswith("Plain reader, because TERM is dumb.")
        for _ in range(25):
            told = typed(terminal, "")
            first, *_, prompt = told.strip("\n").split("\n")
            assert first in [row.rstrip() for row in terminal.rows], terminal.text
            if "Enter for more" not in told:
                break
        assert "That was the end" in typed(terminal, "")
        assert prompt.endswith("for help): ")


def test_the_first_sentence_says_the_mode_why_and_how_to_get_help(
    small_library: Path, own_places: Places
) -> None:
    with reading(small_library, "--plain") as terminal:
        sentence = "Plain reader, because --plain was given. Type ? for help, q to quit."
        assert terminal.rows[0].rstrip() == sentence


def test_the_window_may_change_its_size(small_library: Path, own_places: Places) -> None:
    with reading(small_library, "open", STUDY) as terminal:
        terminal.resize(40, 12)
        told = typed(terminal, "l")
        assert max(map(len, told.split("\n"))) < 80
        assert len(told.split("\n")) <= 13
        assert max(len(row) for row in told.split("\n")[1:]) < 40


def test_the_end_of_input_is_a_goodbye_and_the_terminal_is_as_it_was(
    small_library: Path, own_places: Places
) -> None:
    with reading(small_library) as terminal:
        terminal.press("\x04")
        terminal.until_shown("Goodbye.")
        assert terminal.flags == fresh_flags()
        assert terminal.until_ended() == 0


def test_ctrl_c_is_a_goodbye_too(small_library: Path, own_places: Places) -> None:
    with reading(small_library) as terminal:
        terminal.press("ctrl+c")
        assert terminal.until_ended() == 130
    assert terminal.written.endswith(b"help): ^C\r\nGoodbye.\r\n")


def test_it_writes_nothing_while_nothing_is_typed(small_library: Path, own_places: Places) -> None:
    with reading(small_library) as terminal:
        assert terminal.read(2.0) == b""


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A place with a loudspeaker and the real espeak-ng."""
    room = Room(tmp_path)
    try:
        yield room
    finally:
        room.speaker.switch_off()


def test_a_real_voice_reads_until_a_line_is_typed(
    small_library: Path, own_places: Places, room: Room
) -> None:
    room.speaker.in_real_time = True
    with reading(small_library, "open", "word/grade", environ=room.environ) as terminal:
        typed(terminal, "v")
        room.speaker.sounds()
        assert room.texts[0].startswith("Grade")
        assert "Stopped." in typed(terminal, "")
        until(lambda: not room.speaking, "it goes on")
        typed(terminal, "v")
        room.speaker.sounds()
        typed(terminal, "q")
        assert terminal.until_ended() == 0
        assert room.speaking == []


def test_where_nothing_can_speak_that_is_one_sentence(
    small_library: Path, own_places: Places, tmp_path: Path
) -> None:
    nothing = {"PATH": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    with reading(small_library, environ=nothing) as terminal:
        told = " ".join(typed(terminal, "v").split())
    assert "Nothing on this computer can read aloud: install the Debian package" in told
    assert "Reading aloud" not in told
