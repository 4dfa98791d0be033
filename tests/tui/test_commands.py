"""What can be done where: hints, help, the palette, and keys of one's own."""

import re

import pytest

from sci_tui.layout.bars import hints
from sci_tui.site.commands import COMMANDS, Command, available, first_key, remapped
from sci_tui.site.routes import Route, parse
from sci_tui.site.site import Site
from sci_tui.tui.screens.page_screen import PageScreen
from tests.tui.reader import opened

STUDY = "study/walking-trial-2020"
ROUTES = ("home", "latest", "words", STUDY, f"{STUDY}/feedback", f"{STUDY}/sources", "help")


# ---------------------------------------------------------------- hints


@pytest.mark.parametrize("route", ROUTES)
def test_the_footer_has_whole_hints_only(small: Site, route: str) -> None:
    page = small.page_or_trouble(_route(route))
    allowed = {
        f"{first_key(small.commands, c.id)} {c.hint}"
        for c in small.commands
        if c.hint and available(c, page)
    }
    for width in range(38, 121):
        row = hints(small.commands, page, width)
        assert len(row) <= width
        shown = re.split(" {2,}", row)
        assert set(shown) <= allowed
        assert len(set(shown)) == len(shown)
        # What somebody who has never used a terminal needs is always there.
        assert shown[0] == "Enter open"
        assert {"b back", "? help"} <= set(shown)
    assert set(shown) == allowed or len(row) > 120 - len(max(allowed, key=len)) - 3


@pytest.mark.parametrize("width", [40, 53, 80, 120])
async def test_the_footer_stands_in_one_row_of_the_screen(small: Site, width: int) -> None:
    async with opened(small, STUDY, (width, 24)) as reader:
        assert reader.rows[-1].strip() == reader.footer
        assert reader.footer.startswith("Enter open")


async def test_a_message_stays_until_the_next_key(small: Site) -> None:
    async with opened(small) as reader:
        await reader.press("b")
        assert reader.said
        await reader.press("down")
        assert reader.said == ""
        assert reader.footer


async def test_notices_are_shown_at_the_start(small: Site) -> None:
    notice = "A long notice that says that answers cannot be kept here, [and why]. " * 2
    async with opened(small, notices=(notice.strip(),)) as reader:
        assert reader.said == notice.strip()
        assert "[and why]" in reader.text
        await reader.press("down")
        assert reader.said == ""


# ---------------------------------------------------------------- availability


@pytest.mark.parametrize("route", ROUTES)
async def test_a_command_is_available_on_the_pages_it_is_for(small: Site, route: str) -> None:
    async with opened(small, route) as reader:
        screen = reader.screen
        assert isinstance(screen, PageScreen)
        for command in small.commands:
            can = bool(screen.check_action("command", (command.id,)))
            if command.id in ("find-next", "find-previous"):
                assert not can
            else:
                assert can == available(command, reader.page), command.id


async def test_what_is_not_a_command_is_not_available(small: Site) -> None:
    async with opened(small) as reader:
        assert not reader.screen.check_action("command", ("no-such-command",))


# ---------------------------------------------------------------- help


async def test_help_lists_the_keys_of_the_page_it_was_asked_on_first(small: Site) -> None:
    async with opened(small, f"{STUDY}/feedback") as reader:
        await reader.press("?")
        assert reader.route == "help"
        headings = [name for name, _ in reader.view.sections]
        assert headings[0] == "On the page you come from"
        shown = reader.text
        assert "Answer that the summary helped." in shown
    async with opened(small) as reader:
        await reader.press("f1")
        assert next(name for name, _ in reader.view.sections).startswith("Moving")


async def test_help_names_every_command_that_has_a_key(small: Site) -> None:
    page = small.page(_route("help"))
    told = str(page.blocks)
    for command in COMMANDS:
        if command.keys:
            assert command.help in told, command.id


async def test_back_from_help_returns_to_the_line(small: Site) -> None:
    async with opened(small, STUDY) as reader:
        await reader.press("pagedown", "down", "down")
        before = reader.rows
        await reader.press("?", "down", "b")
        assert reader.rows == before


# ---------------------------------------------------------------- the palette


@pytest.mark.parametrize("key", ["ctrl+p", "a"])
async def test_the_palette_lists_what_can_be_done_here_and_does_it(small: Site, key: str) -> None:
    async with opened(small, STUDY) as reader:
        await reader.press(key)
        names = [link.text for link in reader.page.links]
        assert any(name.startswith("Words on this page") for name in names)
        assert not any(name.startswith("Yes, it helped") for name in names)
        at = next(i for i, name in enumerate(names) if name.startswith("Categories"))
        await reader.press(*["down"] * at, "enter")
        assert reader.route == "categories"


async def test_in_the_palette_the_letter_beside_a_command_chooses_it(small: Site) -> None:
    async with opened(small, STUDY) as reader:
        await reader.press("a", "h")
        assert reader.route == "home"


async def test_the_palette_says_in_its_hints_how_to_leave(small: Site) -> None:
    async with opened(small, STUDY) as reader:
        await reader.press("a")
        assert "b back" in reader.footer
        await reader.press("b")
        assert reader.route == STUDY
        await reader.press("a", "q")
        assert reader.app.return_value == 0


@pytest.mark.parametrize("size", [(40, 10), (40, 12), (80, 24)])
async def test_every_command_of_the_palette_can_be_reached(
    small: Site, size: tuple[int, int]
) -> None:
    async with opened(small, STUDY, size) as reader:
        await reader.press("a")
        names = [link.text for link in reader.page.links]
        seen = [reader.link]
        for _ in names[1:]:
            await reader.press("down")
            seen.append(reader.link)
        assert seen == names


# ---------------------------------------------------------------- keys of one's own


async def _remapped(small: Site, keys: dict[str, str]) -> Site:
    small.commands = remapped(keys)
    return small


async def test_remapped_keys_act_and_the_old_ones_do_not(small: Site) -> None:
    async with opened(await _remapped(small, {"back": "k", "help": "f11"}), "latest") as reader:
        await reader.press("1")
        assert reader.route.startswith("study/")
        await reader.press("b")
        assert reader.route.startswith("study/")
        await reader.press("k")
        assert reader.route == "latest"
        await reader.press("f11")
        assert reader.route == "help"


async def test_remapped_keys_stand_in_the_footer_and_in_help(small: Site) -> None:
    async with opened(await _remapped(small, {"back": "k"})) as reader:
        assert "k back" in reader.footer
        assert "b back" not in reader.footer
        await reader.press("?")
        help_page = str(reader.page.blocks)
        assert "('k', 'Go back to where you were.')" in help_page


async def test_remapped_keys_work_while_choosing_too(small: Site) -> None:
    async with opened(await _remapped(small, {"back": "k"}), STUDY) as reader:
        await reader.press("g", "k")
        assert reader.route == STUDY
        assert isinstance(reader.screen, PageScreen)


async def test_messages_name_the_remapped_keys(small: Site) -> None:
    async with opened(await _remapped(small, {"quit": "k"})) as reader:
        await reader.press("b")
        assert reader.said == "This is the first page. k leaves."


# ---------------------------------------------------------------- text is text


@pytest.mark.parametrize(
    "route",
    [
        STUDY,
        "latest",
        "search?q=%5Bred%5D+%5B%2Fred%5D",
        "search?q=%5B%2F",
        "word/grade",
        "about",
        "study/%5Bbold%5D",
    ],
)
@pytest.mark.parametrize("width", [40, 80, 130])
async def test_square_brackets_are_shown_as_they_stand(small: Site, route: str, width: int) -> None:
    async with opened(small, route, (width, 40)) as reader:
        shown = "".join(reader.text.split())
        title = "".join(reader.page.title.split())
        assert title in shown
        await reader.press("i")
        await reader.type("[/x]")
        await reader.press("enter")
        assert "[/x]" in reader.said or "[/x]" in reader.text


async def test_brackets_in_the_palette_and_the_sections_are_text(small: Site) -> None:
    async with opened(small, "study/one-man") as reader:
        await reader.press("g")
        assert "How sure can we be? (" in reader.text


def _route(text: str) -> Route:
    return parse(text)


def test_every_command_has_its_own_id() -> None:
    ids = [command.id for command in COMMANDS]
    assert len(set(ids)) == len(ids)
    assert all(isinstance(command, Command) for command in COMMANDS)
