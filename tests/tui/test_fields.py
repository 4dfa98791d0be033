"""Typing in a field, and leaving it."""

import pytest

from sci_tui.site.site import Site
from tests.tui.reader import opened

STUDY = "study/walking-trial-2020"


async def test_in_a_field_every_letter_digit_and_sign_types(small: Site) -> None:
    typed = "q 1 h? b/9,c.[l]"
    async with opened(small, STUDY) as reader:
        await reader.press("/")
        await reader.type(typed)
        assert reader.field.value == typed
        assert reader.route == STUDY
        assert reader.app.return_value is None


async def test_backspace_and_the_arrows_edit(small: Site) -> None:
    async with opened(small, STUDY) as reader:
        await reader.press("/")
        await reader.type("pain")
        await reader.press("backspace", "left", "x", "end", "d", "home", "s")
        assert reader.field.value == "spaxid"
        assert reader.route == STUDY


async def test_label_and_field_share_a_row(small: Site) -> None:
    async with opened(small, size=(40, 12)) as reader:
        await reader.press("/")
        await reader.type("pain")
        assert [row.strip() for row in reader.rows if "Search for:" in row] == ["Search for: pain"]


@pytest.mark.parametrize("key", ["/", "i"])
async def test_at_40_columns_every_field_has_room_to_type_in(small: Site, key: str) -> None:
    async with opened(small, size=(40, 12)) as reader:
        await reader.press(key)
        assert reader.field.region.width >= 15
        assert reader.cursor.x < 40


async def test_at_40_columns_a_comment_has_room_to_type_in(small: Site) -> None:
    async with opened(small, f"{STUDY}/feedback", (40, 12)) as reader:
        await reader.press("y", "9")
        assert reader.field.region.width >= 15


@pytest.mark.parametrize("key", ["escape", "f2", "tab", "shift+tab", "down"])
async def test_a_field_is_left_without_doing_anything(small: Site, key: str) -> None:
    async with opened(small, STUDY) as reader:
        before = reader.rows
        await reader.press("/", key)
        assert not reader.prompt.is_open
        assert reader.rows == before
        # Commands work again.
        await reader.press("h")
        assert reader.route == "home"


@pytest.mark.parametrize("key", ["escape", "f2", "tab", "shift+tab", "down"])
async def test_leaving_with_something_typed_asks_first(small: Site, key: str) -> None:
    async with opened(small, STUDY) as reader:
        before = reader.rows
        await reader.press("i")
        await reader.type("pain")
        await reader.press(key)
        assert reader.said.startswith("What you typed is not sent.")
        assert reader.field.value == "pain"
        assert reader.prompt.is_open
        await reader.press(key)
        assert reader.said == ""
        assert reader.rows == before


async def test_leaving_the_program_with_something_typed_asks_first_too(small: Site) -> None:
    async with opened(small, STUDY) as reader:
        await reader.press("i")
        await reader.type("pain")
        await reader.press("ctrl+q")
        assert reader.said.startswith("What you typed is not sent.")
        assert reader.prompt.is_open
        assert reader.app.return_value is None
        await reader.press("ctrl+q")
        assert reader.app._exit


async def test_typing_on_after_being_asked_leaves_nothing(small: Site) -> None:
    async with opened(small, STUDY) as reader:
        await reader.press("i")
        await reader.type("pai")
        await reader.press("f2", "n")
        assert reader.field.value == "pain"
        assert reader.said == ""
        await reader.press("f2")
        assert reader.prompt.is_open
        await reader.press("enter")
        assert reader.said.startswith("Match 1 of")


async def test_f1_in_a_field_says_what_can_be_done_there_and_keeps_what_was_typed(
    small: Site,
) -> None:
    async with opened(small, STUDY) as reader:
        await reader.press("/")
        await reader.type("pain")
        await reader.press("f1")
        assert "Esc" in reader.said
        assert reader.field.value == "pain"
        assert reader.prompt.is_open
        await reader.press("s", "enter")
        assert reader.route == "search?q=pains"


@pytest.mark.parametrize("key", ["f3", "f4", "f6", "ctrl+p", "pagedown", "up"])
async def test_no_command_acts_while_a_field_is_open(small: Site, key: str) -> None:
    async with opened(small, STUDY) as reader:
        await reader.press("/")
        await reader.type("pain")
        await reader.press(key)
        assert reader.prompt.is_open
        assert reader.field.value == "pain"
        assert reader.field.has_focus
        await reader.press("enter")
        assert reader.route == "search?q=pain"


async def test_ctrl_c_leaves_the_program_from_a_field_too(small: Site) -> None:
    async with opened(small, STUDY) as reader:
        await reader.press("/", "ctrl+c")
        assert reader.app.return_value == 0


async def test_the_field_takes_no_more_than_there_is_room_for(small: Site) -> None:
    async with opened(small, STUDY) as reader:
        await reader.press("/")
        reader.field.value = "x" * 200
        await reader.press("end", "y")
        assert reader.field.value == "x" * 200


async def test_a_field_survives_a_change_of_the_window(small: Site) -> None:
    async with opened(small, STUDY) as reader:
        await reader.press("/")
        await reader.type("pain")
        await reader.resize(40, 12)
        await reader.resize(30, 8)
        await reader.resize(100, 30)
        assert reader.field.value == "pain"
        await reader.press("enter")
        assert reader.route == "search?q=pain"
