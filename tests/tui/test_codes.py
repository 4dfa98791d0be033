"""Codes on the screen: whole, dark on light in every theme, and read by a camera."""

from collections.abc import Iterator

import pytest
from textual.color import Color

from sci_tui.layout.window import MARGIN
from sci_tui.settings import TABLE
from sci_tui.site import wording
from sci_tui.site.pages import Code
from sci_tui.site.site import Site
from tests.camera import Modules, scanned
from tests.tui.reader import Reader, opened

ROUTE = "study/walking-trial-2020/take-home"
ADDRESS = "https://doi.org/10.1000/steps.2020.1"
THEMES = next(setting.choices for setting in TABLE if setting.key == "theme")
_INK = {" ": "00", "▀": "10", "▄": "01", "█": "11"}
_DARK_GROUND = (Color.parse("#eeeeee"), Color.parse("#111111"))
"""The colours that a terminal may have itself: ink and ground."""


def cells(reader: Reader) -> Iterator[list[tuple[str, Color, Color]]]:
    """Each row of the screen: each cell's sign, ink and ground, as they come out."""
    for strip in reader.app.screen._compositor.render_strips():
        row = []
        for segment in strip:
            assert segment.style is not None
            ink, ground = (
                own if told is None or told.is_default else Color(*told.get_truecolor())
                for told, own in zip(
                    (segment.style.color, segment.style.bgcolor), _DARK_GROUND, strict=True
                )
            )
            if segment.style.reverse:
                ink, ground = ground, ink
            row += [(sign, ink, ground) for sign in segment.text]
        yield row


def seen(reader: Reader) -> Modules:
    """Which modules of the code on the screen are dark: half a cell each, by its own colour."""
    rows: list[list[bool]] = []
    for row in cells(reader):
        signs = "".join(sign for sign, _, _ in row[MARGIN:]).rstrip()
        if not signs or set(signs) - set(_INK):
            continue
        for half in (0, 1):
            colours = (
                ink if _INK.get(sign, "00")[half] == "1" else ground for sign, ink, ground in row
            )
            rows.append([colour.brightness < 0.5 for colour in colours])
    return rows


async def to_code(reader: Reader, number: int = 1) -> None:
    """Go down to a code."""
    before = reader.view._line
    reached = 0
    while reached < number:
        await reader.press("down")
        assert reader.view._line > before
        before = reader.view._line
        reached += reader.view.reading_line.is_of_code


@pytest.mark.parametrize("theme", THEMES)
async def test_a_camera_reads_what_the_screen_shows_in_every_theme(small: Site, theme: str) -> None:
    small.settings = small.settings.choosing("theme", theme)
    async with opened(small, ROUTE, (80, 24)) as reader:
        await to_code(reader)
        assert scanned(seen(reader)) == ADDRESS


@pytest.mark.parametrize("size", [(80, 24), (80, 25), (100, 30), (120, 40), (45, 24)], ids=str)
async def test_each_code_is_whole_in_sight_and_down_goes_on_below_it(
    small: Site, size: tuple[int, int]
) -> None:
    async with opened(small, ROUTE, size) as reader:
        codes = [block for block in reader.page.blocks if isinstance(block, Code)]
        for code in codes[:3]:
            await to_code(reader)
            assert scanned(seen(reader)) == code.text
        await reader.press("down")
        assert reader.marked.startswith("A code for the camera")
        await reader.press("up")
        assert reader.view.reading_line.is_of_code
        assert scanned(seen(reader)) == codes[2].text


async def test_without_colours_it_is_dark_on_light_where_the_ground_is_dark(
    small: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(small, ROUTE) as reader:
        await to_code(reader)
        coloured = {colour for row in cells(reader) for _, *both in row for colour in both}
        assert coloured <= set(_DARK_GROUND)
        assert scanned(seen(reader)) == ADDRESS


async def test_in_another_window_the_text_is_cut_into_other_codes(small: Site) -> None:
    async with opened(small, ROUTE, (80, 24)) as reader:
        many = len(reader.page.blocks)
        await reader.resize(120, 40)
        assert len(reader.page.blocks) < many
        await to_code(reader, 2)
        assert scanned(seen(reader)).startswith("(1/")
        await reader.resize(80, 24)
        assert len(reader.page.blocks) == many


async def test_a_window_without_room_says_so_and_gives_the_address(small: Site) -> None:
    async with opened(small, ROUTE, (40, 12)) as reader:
        told = " ".join(line.text for line in reader.view._laid.lines)
        assert wording.NO_ROOM_FOR_CODES in told
        assert wording.code_needs(35, 18) in told
        assert ADDRESS in told.replace(" ", "")
        assert not set(told) & set("▀▄█")


async def test_by_ear_no_code_is_drawn(small: Site) -> None:
    async with opened(small, ROUTE, by_ear=True) as reader:
        told = " ".join(line.text for line in reader.view._laid.lines)
        assert ADDRESS in told
        assert not set(told) & set("▀▄█")


async def test_t_opens_it_from_the_study_and_only_there(small: Site) -> None:
    async with opened(small, "study/walking-trial-2020") as reader:
        await reader.press("t")
        assert reader.route == ROUTE
        await reader.press("t")
        assert reader.route == ROUTE
        await reader.press("b")
        assert reader.route == "study/walking-trial-2020"
