"""Over a serial line of 9600 baud: counted in bytes, of which 960 come in a second."""

from pathlib import Path
from typing import Final

import pytest

from sci_tui.places import Places
from tests.terminals.test_terminals import on

A_SECOND: Final = 960
TERMS: Final = ("vt100", "vt220", "linux")
STUDY_WITHIN: Final = 3 * A_SECOND
KEY_WITHIN: Final = A_SECOND // 10
WINDOW_WITHIN: Final = 3 * A_SECOND // 2
SIZE: Final = (80, 24)


@pytest.mark.parametrize("term", TERMS)
def test_a_study_is_there_in_three_seconds(
    small_library: Path, own_places: Places, term: str
) -> None:
    with on(term, small_library, "eye", SIZE) as terminal:
        terminal.heard("l")
        terminal.heard("down")
        written = terminal.heard("enter")
        assert "Sixty people" in " ".join(terminal.text.split())
        assert len(written) <= STUDY_WITHIN


@pytest.mark.parametrize("term", TERMS)
def test_a_cursor_key_is_there_in_a_tenth_of_a_second(
    small_library: Path, own_places: Places, term: str
) -> None:
    with on(term, small_library, "eye", SIZE) as terminal:
        for route_key in ("l", "enter"):
            terminal.heard(route_key)
            costs = [len(terminal.heard("down")) for _ in range(4)]
            costs += [len(terminal.heard("up")) for _ in range(4)]
            assert max(costs) <= KEY_WITHIN, costs


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
