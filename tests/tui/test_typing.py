"""What is found while words are typed, and going there."""

import threading
from pathlib import Path
from typing import Final

import pytest

from sci_tui.domain.browse import Filters, Searched
from sci_tui.places import Places
from sci_tui.services.library import Library
from sci_tui.site.site import Site
from sci_tui.tui.screens.page_screen import PageScreen
from tests.tui.reader import Reader, opened
from tests.tui.terminal import Terminal, command, environment

STUDY = "study/walking-trial-2020"
SIZES = pytest.mark.parametrize("size", [(80, 24), (40, 12)])


async def typed(reader: Reader, words: str) -> None:
    """Type words to search for, and wait until what they find is shown."""
    await reader.press("/")
    await reader.type(words)
    await found(reader, words)


async def found(reader: Reader, words: str) -> None:
    """Wait until what is shown is what was found for these words."""
    screen = reader.screen
    assert isinstance(screen, PageScreen)
    await reader.until(lambda: screen._has_newest, f"an answer for {words}")
    assert screen._sought.asked("q") == words
    await reader.settle()


@SIZES
async def test_the_best_results_stand_below_the_field(small: Site, size: tuple[int, int]) -> None:
    async with opened(small, STUDY, size) as reader:
        await typed(reader, "nobody")
        field, count, *_ = (
            y for y, row in enumerate(reader.rows) if "nobody" in row or "found" in row
        )
        assert "Search for: nobody" in reader.rows[field]
        assert "2 found" in reader.rows[count]
        assert field < count
        assert "1  Cells into a vein: 13 people" in reader.text
        assert reader.field.has_focus
        assert reader.cursor.y == field


async def test_each_letter_changes_what_is_shown(small: Site) -> None:
    async with opened(small) as reader:
        await typed(reader, "nobod")
        assert "2 found" in reader.text
        await reader.press(*["backspace"] * 5)
        await found(reader, "")
        assert "quotation marks" in reader.text


async def test_what_is_shown_never_blanks_while_a_word_is_unfinished(small: Site) -> None:
    async with opened(small) as reader:
        await reader.press("/")
        shown = []
        for end, letter in enumerate("walking", start=1):
            await reader.press(letter)
            shown.append(reader.text)
            await found(reader, "walking"[:end])
            shown.append(reader.text)
        assert all("found" in each for each in shown[1:])


async def test_where_nothing_is_found_what_was_found_before_stays(small: Site) -> None:
    async with opened(small) as reader:
        await typed(reader, "walking")
        before = reader.text
        for end, letter in enumerate("zzzzzzzz", start=1):
            await reader.press(letter)
            await found(reader, "walking" + "z" * end)
            assert "1  " in reader.text
        assert "Nothing has “walkingzzzzzzzz”. These are for “" in reader.text
        await reader.press(*["backspace"] * 8)
        await found(reader, "walking")
        assert reader.text == before


async def test_down_leads_to_the_results_and_up_back_to_the_field(small: Site) -> None:
    async with opened(small) as reader:
        await typed(reader, "nobody")
        await reader.press("down")
        assert reader.marked.startswith("1  Cells into a vein")
        assert reader.cursor.y == reader.marked_row
        await reader.press("down")
        assert reader.marked.startswith("2  Walking [again]")
        await reader.press("up", "up")
        assert reader.field.has_focus
        assert reader.cursor == reader.field.cursor_screen_offset
        await reader.press("1")
        assert reader.field.value == "nobody1"


@pytest.mark.parametrize("key", ["enter", "1"])
async def test_a_result_opens_at_its_sentence_and_back_leads_to_it(small: Site, key: str) -> None:
    async with opened(small, "categories") as reader:
        await typed(reader, "nobody")
        await reader.press("tab", key)
        assert reader.route == "study/cells-series-2021"
        assert "nobody was compared" in reader.marked
        assert reader.cursor.y == reader.marked_row
        await reader.press("b")
        assert reader.route == "search?q=nobody"
        assert reader.link.startswith("Cells into a vein")
        await reader.press("b")
        assert reader.route == "categories"


async def test_a_key_opens_the_category_of_a_result(small: Site) -> None:
    async with opened(small) as reader:
        await typed(reader, "nobody")
        await reader.press("down", "down", "o")
        assert reader.route == "category/walking"
        await reader.press("b")
        assert reader.route == "search?q=nobody"
        assert reader.link.startswith("Walking [again]")
        await reader.press("o")
        assert reader.route == "category/walking"


async def test_enter_in_the_field_shows_all_of_it(small: Site) -> None:
    async with opened(small, STUDY) as reader:
        await typed(reader, "nobody")
        await reader.press("enter")
        assert reader.route == "search?q=nobody"
        assert not reader.prompt.is_open
        assert reader.link.startswith("Cells into a vein")
        await reader.press("down", "enter")
        assert reader.route == STUDY
        assert "people who did not. The" in reader.marked
        await reader.press("b")
        assert reader.link.startswith("Walking [again]")


@pytest.mark.parametrize("key", ["escape", "f2", "shift+tab"])
async def test_leaving_a_search_loses_nothing_and_so_asks_nothing(small: Site, key: str) -> None:
    async with opened(small, STUDY) as reader:
        await reader.press("down", "down")
        before = reader.rows
        await typed(reader, "nobody")
        await reader.press(key)
        assert not reader.prompt.is_open
        assert reader.rows == before
        await typed(reader, "nobody")
        await reader.press("down", "b")
        assert reader.rows == before


async def test_down_waits_for_no_answer_and_leads_to_that_of_what_is_typed(small: Site) -> None:
    async with opened(small) as reader:
        await typed(reader, "nobody")
        reader.field.value = "rats"
        await reader.press("down", "enter")
        assert reader.route == "study/rats-2015"


async def test_where_nothing_is_found_down_says_so(small: Site) -> None:
    async with opened(small) as reader:
        await typed(reader, "zzzzzz")
        await reader.press("down")
        assert reader.said == "No study has “zzzzzz”."
        assert reader.field.has_focus


async def test_what_else_is_pressed_among_results_means_nothing(small: Site) -> None:
    async with opened(small) as reader:
        await typed(reader, "nobody")
        await reader.press("down", "x")
        assert reader.said.startswith("x means nothing here.")
        await reader.press("f1")
        assert reader.said.startswith("Enter opens, o its category")
        await reader.press("/")
        assert reader.field.has_focus


async def test_other_words_are_searched_with_the_same_filters(small: Site) -> None:
    async with opened(small, "search?q=nobody&compared=yes&sort=title") as reader:
        await reader.press("2")
        assert reader.field.value == "nobody"
        await reader.type(" knows")
        await found(reader, "nobody knows")
        assert "1 found" in reader.text
        await reader.press("enter")
        assert reader.route == "search?q=nobody+knows&compared=yes&sort=title"


async def test_a_change_of_the_window_leaves_one_among_the_results(small: Site) -> None:
    async with opened(small) as reader:
        await typed(reader, "nobody")
        await reader.press("down", "down")
        for size in ((40, 12), (30, 6), (100, 30)):
            await reader.resize(*size)
        assert reader.marked.startswith("2  Walking [again]")
        await reader.press("enter")
        assert reader.route == STUDY
        assert "[nobody knows]" not in reader.text
        # The line on which the sentence begins.
        assert "The gain was small," in reader.marked


ENDLESS: Final = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
)


class SlowLibrary(Library):
    """A library in which a search for one letter would never come to an end."""

    begun = threading.Event()
    ended = threading.Event()

    def search(
        self, typed: str, filters: Filters = Filters(), limit: int | None = None, after: int = 0
    ) -> Searched:
        """What is found, unless it is for one letter: then SQLite counts for ever."""
        if len(typed) == 1:
            self.begun.set()
            try:
                self._fetched(ENDLESS)
            finally:
                self.ended.set()
        return super().search(typed, filters, limit, after)


@pytest.fixture
def slow(small: Site, small_library: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site whose library has endless searches."""
    monkeypatch.setattr(small, "library_again", lambda: SlowLibrary(small_library))
    SlowLibrary.begun.clear()
    SlowLibrary.ended.clear()
    return small


async def test_the_next_letter_stops_a_search_that_takes_its_time(slow: Site) -> None:
    async with opened(slow) as reader:
        await reader.press("/", "n")
        await reader.until(SlowLibrary.begun.is_set, "the search")
        assert not SlowLibrary.ended.is_set()
        # Typing goes on meanwhile, and nothing is said of the search that was stopped.
        await reader.press("o")
        await found(reader, "no")
        assert SlowLibrary.ended.is_set()
        assert "4 found" in reader.text
        assert reader.said == ""


@pytest.mark.parametrize("key", ["escape", "enter", "ctrl+q"])
async def test_no_search_goes_on_when_the_field_is_left(slow: Site, key: str) -> None:
    async with opened(slow) as reader:
        await reader.press("/", "n")
        await reader.until(SlowLibrary.begun.is_set, "the search")
        await reader.press(key)
        await reader.until(SlowLibrary.ended.is_set, "the end of the search")


def test_in_a_terminal_ten_letters_at_once_are_followed_by_what_they_find(
    small_library: Path, own_places: Places
) -> None:
    terminal = Terminal(
        command("--library", str(small_library), "open", "categories"), environment()
    )
    try:
        terminal.until_shown("Waiting for its first study")
        terminal.press("/", "people walk")
        terminal.until_shown("who trained on the band ‹walked› faster")
        terminal.until(lambda: terminal.here.startswith(" Search for: people walk"), "the letters")
        assert terminal.cursor_is_visible
        terminal.press("down", "enter")
        terminal.until(lambda: "Search for" not in terminal.text, "a study")
        terminal.until_quiet()
        assert "walk" in terminal.here
        terminal.press("q")
        assert terminal.until_ended() == 0
    finally:
        terminal.child.close(force=True)
