"""What a key costs does not grow with the page, and where nothing changes nothing is written."""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final

import pytest

from sci_tui.site.site import Site
from sci_tui.tui.screens.choice_screen import ChoiceScreen
from tests.tui.reader import Reader, opened
from tests.tui.test_shown import on_screen

SHORT: Final = 60
LONG: Final = 6000


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """How many lines are run meanwhile, ours and Textual's."""
    counts: Counter[str] = Counter()

    def trace(_frame: FrameType, _event: str, _argument: object) -> Any:
        counts["lines"] += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield counts
    finally:
        sys.settrace(before)


async def choosing(reader: Reader, count: int) -> None:
    """Show a list of so many items, and draw what is around its middle once."""
    names = tuple(f"Item {number}" for number in range(1, count + 1))
    screen = ChoiceScreen(
        "Which?", names, ("",) * count, reader.screen.commands, reader.screen.manner
    )
    reader.app.push_screen(screen)
    await reader.settle()


async def steps_of(reader: Reader, key: str) -> int:
    with counted() as counts:
        assert reader.app.take_at_once(key)
    moved = counts["lines"]
    await reader.settle()
    return moved


@pytest.mark.parametrize("keys", [("down",), ("up", "down"), ("pagedown",), ("pagedown", "pageup")])
async def test_a_key_takes_as_many_steps_in_a_long_list_as_in_a_short_one(
    small: Site, keys: tuple[str, ...]
) -> None:
    taken = []
    for count in (SHORT, LONG):
        async with opened(small) as reader:
            await choosing(reader, count)
            for key in ("pagedown", "down", *keys[:-1]):
                await reader.press(key)
            taken.append(await steps_of(reader, keys[-1]))
    short, long = taken
    assert long <= short + 10


async def test_a_step_writes_two_cells_and_the_cursor(
    small: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_screen(small, "words", "dark", monkeypatch) as (reader, driver):
        await reader.press("down")
        driver.written.clear()
        await reader.press("down")
        (written,) = driver.written
        assert re.fullmatch(r"\x1b\[\d+;1H\x1b\[[\d;]+m▸\x1b\[\d+;1H \x1b\[\d+;3H\x1b\[m", written)


async def test_a_burst_is_shown_once_at_its_end(
    small: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_screen(small, "words", "dark", monkeypatch) as (reader, driver):
        driver.written.clear()
        await reader.press_at_once(*("down",) * 5, "pagedown", "up")
        assert len(driver.written) == 1


@pytest.mark.parametrize("key", ["end", "down", "pagedown", "tab"])
async def test_where_a_key_leads_nowhere_nothing_is_written(
    small: Site, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_screen(small, "words", "dark", monkeypatch) as (reader, driver):
        await reader.press("end", "down")
        driver.written.clear()
        await reader.press(key)
        assert not driver.written
