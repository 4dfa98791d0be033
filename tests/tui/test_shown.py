"""After any keys the terminal shows what Textual would draw now, cell by cell."""

import random
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Final

import pyte
import pytest
from pyte.screens import Char
from textual.drivers.headless_driver import HeadlessDriver
from textual.widget import Widget

from sci_tui.site.site import Site
from sci_tui.tui.terminal.squeezing import squeezed
from tests.tui.reader import Reader, opened

KEYS: Final = (
    *("down",) * 8,
    *("up",) * 4,
    *("pagedown", "pageup") * 3,
    *("home", "end", "tab", "shift+tab", "enter", "b", "escape"),
    *("g", "1", "3", "?", "z", ".", "n", "N", "backspace"),
)
SIZES: Final = ((80, 24), (40, 12), (130, 40), (60, 10), (40, 9), (200, 12))
STEPS: Final = 60


class OnScreen(HeadlessDriver):
    """A driver that writes on a terminal that can be looked at."""

    keeps_ground = True
    screen: pyte.Screen
    _stream: pyte.Stream

    @property
    def is_headless(self) -> bool:
        return False

    def start_application_mode(self) -> None:
        columns, rows = self._size or (80, 24)
        self.screen, self._stream = new_terminal(columns, rows)
        self.written: list[str] = []
        super().start_application_mode()

    def write(self, data: str) -> None:
        columns, rows = self._app.size
        if (columns, rows) != (self.screen.columns, self.screen.lines):
            self.screen.resize(rows, columns)
        self.written.append(squeezed(data, columns, keeps_ground=self.keeps_ground))
        self._stream.feed(self.written[-1])


class OnOldScreen(OnScreen):
    """The same on a terminal that erases in its own colours."""

    keeps_ground = False


def new_terminal(columns: int, rows: int) -> tuple[pyte.Screen, pyte.Stream]:
    screen = pyte.Screen(columns, rows)
    stream = pyte.Stream(screen)
    # A row that is full does not go on in the next.
    stream.feed("\x1b[?7l")
    return screen, stream


@asynccontextmanager
async def on_screen(
    site: Site, route: str, theme: str, monkeypatch: pytest.MonkeyPatch, *, is_old: bool = False
) -> AsyncIterator[tuple[Reader, OnScreen]]:
    """The reader on a terminal that can be looked at."""
    kind = OnOldScreen if is_old else OnScreen
    monkeypatch.setattr("textual.drivers.headless_driver.HeadlessDriver", kind)
    async with opened(site, route) as reader:
        driver = reader.app._driver
        assert isinstance(driver, OnScreen)
        reader.app.theme = theme
        await reader.settle()
        yield reader, driver


def drawn_anew(reader: Reader) -> pyte.Screen:
    """What a terminal shows on which all is drawn now, just as Textual writes it."""
    app = reader.app
    screen, stream = new_terminal(app.size.width, app.size.height)
    for widget in app.screen.walk_children(Widget, with_self=True):
        widget._styles_cache.clear()
    update = app.screen._compositor.render_full_update()
    stream.feed(update.render_segments(app.console))
    x, y = app.screen.size.clamp_offset(app.cursor_position)
    stream.feed(f"\x1b[{y + 1};{x + 1}H")
    return screen


def cells(screen: pyte.Screen) -> list[list[tuple[object, ...]]]:
    """What the eye sees of each cell, row by row."""
    columns = range(screen.columns)
    return [[seen(screen.buffer[y][x]) for x in columns] for y in range(screen.lines)]


def seen(cell: Char) -> tuple[object, ...]:
    """What the eye sees: of a blank without lines only what is behind it."""
    lines = (cell.underscore, cell.strikethrough, cell.reverse)
    if cell.data == " " and not any(lines):
        return (" ", cell.bg)
    return (cell.data, cell.fg, cell.bg, cell.bold, cell.italics, *lines)


def differences(shown: pyte.Screen, drawn: pyte.Screen) -> Iterator[str]:
    """Each row that is not what it should be, and the cursor."""
    for y, (is_there, should_be) in enumerate(zip(cells(shown), cells(drawn), strict=True)):
        if is_there != should_be:
            yield f"{y}: {shown.display[y]!r} should be {drawn.display[y]!r}"
    here, there = ((each.cursor.x, each.cursor.y) for each in (shown, drawn))
    if here != there:
        yield f"the cursor is at {here} and should be at {there}"


async def walk(reader: Reader, driver: OnScreen, seed: int) -> None:
    """Press keys and change the size at random, and look at the terminal each time."""
    chance = random.Random(seed)
    trodden: list[str] = []
    for _ in range(STEPS):
        if chance.random() < 0.05:
            size = chance.choice(SIZES)
            trodden.append(str(size))
            await reader.resize(*size)
        else:
            # Some come one by one, some all at once.
            keys = chance.choices(KEYS, k=chance.choice((1, 1, 1, 2, 5, 30)))
            keys = [keys[0]] * len(keys) if chance.random() < 0.5 else keys
            trodden.extend(keys)
            await reader.press_at_once(*keys)
        wrong = list(differences(driver.screen, drawn_anew(reader)))
        assert not wrong, "\n".join((" ".join(trodden[-40:]), *wrong))


@pytest.mark.parametrize("theme", ["dark", "terminal"])
@pytest.mark.parametrize("route", ["words", "study/walking-trial-2020", "home"])
@pytest.mark.parametrize("seed", [1, 2])
async def test_after_any_keys_the_terminal_shows_what_textual_would_draw(
    small: Site, route: str, theme: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_screen(small, route, theme, monkeypatch) as (reader, driver):
        await walk(reader, driver, seed)


async def test_on_a_terminal_that_erases_in_its_own_colours_too(
    small: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_screen(small, "words", "dark", monkeypatch, is_old=True) as (reader, driver):
        await walk(reader, driver, 3)


async def test_what_was_found_is_shown_as_such(
    small: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_screen(small, "study/walking-trial-2020", "dark", monkeypatch) as (
        reader,
        driver,
    ):
        await reader.press("i")
        await reader.type("pain")
        for key in ("enter", "n", "down", "n", "N", "pagedown", "n"):
            await reader.press(key)
            assert not list(differences(driver.screen, drawn_anew(reader)))
