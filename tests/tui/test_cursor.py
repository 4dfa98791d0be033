"""The real cursor is on what has the focus after every key.

Screen readers, braille displays and magnifiers follow the terminal's own cursor.
"""

import pytest

from sci_tui.layout.window import MARGIN
from sci_tui.site.site import Site
from tests.tui.reader import Reader, opened

STUDY = "study/walking-trial-2020"


def check(reader: Reader) -> None:
    """The cursor's cell is that of the marked line, or of the caret in a field."""
    if reader.screen.id != "too-small" and reader.app.screen.has_class("too-small"):
        return
    if reader.app.screen.query("Prompt") and reader.prompt.is_open:
        field = reader.field
        row = reader.rows[reader.cursor.y]
        before = row[field.region.x : reader.cursor.x]
        caret = field.value[: field.cursor_position]
        assert caret.endswith(before), (row, caret)
        assert field.region.y == reader.cursor.y
        return
    assert reader.cursor == (MARGIN, reader.marked_row), reader.text


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (130, 40)])
@pytest.mark.parametrize(
    "keys",
    [
        "down down down up pagedown pagedown pageup end home tab tab shift+tab enter b",
        "1 2 backspace backspace 9 9 enter down enter b b",
        "c down enter 1 down down . , b b h",
        "/ p a i n left left x backspace home end f2 down",
        "/ n o b o d y enter tab enter pagedown . b",
        "i s u r e enter n n N down",
        "g down down enter down g b a down b",
        "l 2 f y 4 9 h e l l o enter down b b",
        "? pagedown b f1 b",
        "7 enter 1 2 b down",
        "g w enter up",
        "b b down",
    ],
)
async def test_after_every_key_the_cursor_is_on_the_focus(
    small: Site, size: tuple[int, int], keys: str
) -> None:
    for route in ("home", STUDY):
        async with opened(small, route, size) as reader:
            check(reader)
            for key in keys.split():
                await reader.press(key)
                check(reader)


async def test_the_cursor_follows_the_window(small: Site) -> None:
    async with opened(small, STUDY) as reader:
        await reader.press("pagedown", "down", "down")
        for size in ((40, 12), (39, 12), (120, 40), (80, 24)):
            await reader.resize(*size)
            check(reader)


async def test_with_a_message_of_several_rows_the_cursor_stays_on_the_line(small: Site) -> None:
    notice = "Answers cannot be kept, because there is no place for them. " * 3
    async with opened(small, STUDY, (40, 12), notices=(notice.strip(),)) as reader:
        check(reader)
        await reader.press("end")
        check(reader)


async def test_in_a_long_text_the_cursor_is_on_the_caret(small: Site) -> None:
    async with opened(small, STUDY, (40, 12)) as reader:
        await reader.press("/")
        await reader.type("words that are longer than the row has room for")
        check(reader)
        for key in ("left", "left", "home", "right", "end", "backspace"):
            await reader.press(key)
            check(reader)


async def test_a_wide_character_counts_as_two_cells(small: Site) -> None:
    async with opened(small, STUDY) as reader:
        await reader.press("/")
        at = reader.cursor.x
        await reader.press("日", "本")
        assert reader.field.value == "日本"
        assert reader.cursor.x == at + 4
