"""Over a serial line of 9600 baud: counted in bytes, and on a line that carries no more of them."""

import time
from pathlib import Path
from termios import B9600
from typing import Final

import pytest

from sci_tui.places import Places
from tests.terminals.slow_line import A_SECOND, SlowLine
from tests.terminals.test_terminals import on, opening
from tests.tui.terminal import Terminal, environment

TO_A_LIST: Final = {"eye": ("l",), "kiosk": ("enter", "1")}
"""The keys that lead a reader from its first page to a list of studies."""
TERMS: Final = (
    ("eye", "vt100"), ("eye", "vt220"), ("eye", "linux"), ("kiosk", "vt100"), ("kiosk", "linux")
)  # fmt: skip
FIRST_SENTENCE: Final = "Sixty people were put by chance"
STUDY_WITHIN: Final = 3 * A_SECOND
KEY_WITHIN: Final = A_SECOND // 10
WINDOW_WITHIN: Final = 3 * A_SECOND // 2
SIZE: Final = (80, 24)
KEYS: Final = ("down",) * 4 + ("up",) * 4
"""No more than the window shows."""


@pytest.mark.parametrize(("name", "term"), TERMS)
def test_a_study_is_there_in_three_seconds(
    small_library: Path, own_places: Places, name: str, term: str
) -> None:
    with on(term, small_library, name, SIZE) as terminal:
        for key in (*TO_A_LIST[name], "down"):
            terminal.heard(key)
        written = terminal.heard("enter")
        assert FIRST_SENTENCE in " ".join(terminal.text.split())
        assert len(written) <= STUDY_WITHIN


@pytest.mark.parametrize(("name", "term"), TERMS)
def test_a_cursor_key_is_there_in_a_tenth_of_a_second(
    small_library: Path, own_places: Places, name: str, term: str
) -> None:
    with on(term, small_library, name, SIZE) as terminal:
        for key in TO_A_LIST[name]:
            terminal.heard(key)
        assert max(costs := keys_cost(terminal)) <= KEY_WITHIN, costs
        terminal.heard("enter")
        assert max(costs := keys_cost(terminal)) <= KEY_WITHIN, costs


def keys_cost(terminal: Terminal) -> list[int]:
    """The bytes that come with each of the cursor keys."""
    return [len(terminal.heard(key)) for key in KEYS]


def test_the_key_with_which_the_window_moves_on_writes_the_window_once(
    small_library: Path, own_places: Places
) -> None:
    with on("vt100", small_library, "eye", SIZE) as terminal:
        terminal.heard("l")
        terminal.heard("enter")
        costs = [len(terminal.heard("down")) for _ in range(20)]
        moves = [cost for cost in costs if cost > KEY_WITHIN]
        assert len(moves) == 1
        assert moves[0] <= WINDOW_WITHIN


# ---------------------------------------------------------------- on a line that is slow


@pytest.mark.parametrize("name", TO_A_LIST)
@pytest.mark.parametrize("term", ["vt100", "linux"])
def test_on_a_slow_line_a_study_can_be_read_in_three_seconds_and_a_key_costs_a_tenth_of_one(
    small_library: Path, own_places: Places, name: str, term: str
) -> None:
    with opening(SlowLine, term, small_library, name, SIZE) as line:
        for key in (*TO_A_LIST[name], "down"):
            line.heard(key)
        began = line.clock
        line.press("enter")
        line.until(lambda: FIRST_SENTENCE in " ".join(line.text.split()), "the first sentence")
        assert line.clock - began <= 3
        line.until_quiet()
        for key in KEYS:
            began = line.clock
            line.heard(key)
            assert line.clock - began <= 0.1
        # Whoever sets the speed, such as getty, finds it as it was.
        assert line.speeds == (B9600, B9600)


def test_a_slow_line_carries_960_bytes_a_second_and_no_more() -> None:
    began = time.monotonic()
    line = SlowLine(("/bin/sh", "-c", "printf %0480d 0"), environment())
    assert line.until_ended() == 0
    assert len(line.written) == A_SECOND // 2
    # What was carried last is still under way when the end is known.
    assert time.monotonic() - began >= (len(line.written) - line.most_at_once) / A_SECOND
