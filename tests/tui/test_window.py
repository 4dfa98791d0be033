"""The window: how much of it is text, what changes with its size, and what stays."""

import pytest

from sci_tui.site.site import Site
from tests.tui.reader import Reader, opened

STUDY = "study/walking-trial-2020"


async def test_at_80x24_a_study_page_has_at_least_fifteen_rows_of_study_text(
    small: Site,
) -> None:
    async with opened(small, STUDY, (80, 24)) as reader:
        end = False
        while not end:
            region = reader.view.region
            top = int(reader.view.scroll_offset.y)
            shown = reader.view._laid.lines[top : top + region.height]
            assert sum(bool(line.text) for line in shown) >= 15, reader.text
            await reader.press("pagedown")
            end = int(reader.view.scroll_offset.y) == top


async def test_a_heading_takes_one_row(small: Site) -> None:
    async with opened(small, STUDY, (80, 24)) as reader:
        for name, line in reader.view.sections:
            lines = reader.view._laid.lines
            block = lines[line].block
            assert sum(each.block == block and bool(each.text) for each in lines) == 1, name
            assert not lines[line].text or lines[line].text.upper().startswith(name.upper())


async def test_only_one_row_above_and_one_below_the_page(small: Site) -> None:
    async with opened(small, STUDY, (80, 24)) as reader:
        assert (reader.view.region.y, reader.view.region.height) == (1, 22)


# ---------------------------------------------------------------- another size


async def _at(reader: Reader, words: str) -> None:
    """Go to the line of the page with some words."""
    await reader.press("i")
    await reader.type(words)
    await reader.press("enter")


@pytest.mark.parametrize("words", ["harness", "Pain did not change", "A few people", "Clinician"])
async def test_another_width_stays_at_the_same_paragraph(small: Site, words: str) -> None:
    route = "study/null-trial-2018" if words == "Clinician" else STUDY
    async with opened(small, route, (120, 30)) as reader:
        await _at(reader, words)
        line = reader.view.reading_line
        for width, height in ((80, 24), (40, 12), (61, 17), (40, 12), (80, 24), (120, 30)):
            await reader.resize(width, height)
            now = reader.view.reading_line
            assert now.block == line.block
            # The word that began the line is on the line, or the line begins after it.
            assert now.signs <= line.signs
            assert reader.marked == now.text.strip()
        assert reader.view.reading_line == line


@pytest.mark.parametrize("route", ["home", "categories", "latest", "words"])
async def test_another_width_stays_on_the_same_item(small: Site, route: str) -> None:
    async with opened(small, route, (120, 30)) as reader:
        await reader.press("end", "up", "up")
        item = reader.link
        for width, height in ((80, 24), (40, 12), (40, 10), (120, 40), (80, 24)):
            await reader.resize(width, height)
            assert reader.link == item
            assert reader.marked_row == reader.cursor.y


async def test_back_from_a_page_left_at_another_width_returns_to_the_paragraph(
    small: Site,
) -> None:
    async with opened(small, STUDY, (120, 30)) as reader:
        await _at(reader, "A few people")
        block = reader.view.reading_line.block
        await reader.press("h")
        await reader.resize(40, 12)
        await reader.press("b")
        assert reader.view.reading_line.block == block


@pytest.mark.parametrize("size", [(39, 24), (80, 9), (20, 5), (10, 3)])
async def test_a_window_that_is_too_small_says_so_and_recovers(
    small: Site, size: tuple[int, int]
) -> None:
    async with opened(small, STUDY, (80, 24)) as reader:
        await reader.press("pagedown", "down")
        before = reader.rows
        await reader.resize(*size)
        shown = " ".join(reader.text.split())
        assert shown.startswith("The window is")
        if size >= (20, 5):
            assert "too small" in shown
        await reader.resize(80, 24)
        assert reader.rows == before
        await reader.press("down")
        assert reader.rows != before


async def test_opened_in_a_window_that_is_too_small_it_recovers(small: Site) -> None:
    async with opened(small, STUDY, (30, 8)) as reader:
        assert "too small" in " ".join(reader.text.split())
        await reader.resize(80, 24)
        assert reader.marked.startswith("[Walking] again")
        await reader.press("h", "down", "enter")
        assert reader.route == "latest"


async def test_at_40x10_a_page_is_shown(small: Site) -> None:
    async with opened(small, STUDY, (40, 10)) as reader:
        assert "too small" not in reader.text
        assert reader.marked.startswith("[Walking] again")


# ---------------------------------------------------------------- wide


@pytest.mark.parametrize("width", [40, 80, 109, 110, 120, 160, 220])
async def test_text_is_never_wider_than_is_easy_to_follow(small: Site, width: int) -> None:
    async with opened(small, STUDY, (width, 40)) as reader:
        widest = max(len(line.text.rstrip()) for line in reader.view._laid.lines)
        assert widest <= min(90, width - 3)


@pytest.mark.parametrize(("width", "beside"), [(80, False), (109, False), (110, True), (160, True)])
async def test_the_facts_stand_beside_the_text_from_110_columns(
    small: Site, width: int, beside: bool
) -> None:
    async with opened(small, STUDY, (width, 40)) as reader:
        facts = reader.app.screen.query_one("#facts")
        assert facts.display is beside
        if beside:
            column = [row[facts.region.x :] for row in reader.rows]
            told = " ".join(" ".join(column).split())
            for label in ("How sure", "People", "Duration", "Design", "Comparison", "Harms"):
                assert label in told
            assert "60" in told
            assert facts.region.x >= reader.view.region.right


async def test_pages_without_facts_have_nothing_beside_them(small: Site) -> None:
    async with opened(small, "latest", (160, 40)) as reader:
        assert not reader.app.screen.query_one("#facts").display
        await reader.press("1")
        assert reader.app.screen.query_one("#facts").display
        await reader.press("b")
        assert not reader.app.screen.query_one("#facts").display


async def test_with_ascii_only_ascii_is_on_the_screen(small: Site) -> None:
    for route in (STUDY, "home", "study/cells-series-2021", "help", f"{STUDY}/feedback"):
        for width in (40, 80, 130):
            async with opened(small, route, (width, 40), ascii_only=True) as reader:
                assert reader.text.isascii(), reader.text
                await reader.press("end")
                assert reader.text.isascii(), reader.text
                await reader.press("b", "9", "9", "enter", "i", "z", "enter", "a")
                assert reader.text.isascii(), reader.text
