"""What a search finds: by other words, endings, spellings and slips; the best first."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sci_tui.domain.browse import Filters, Searched
from sci_tui.domain.errors import Stopped
from sci_tui.domain.kinds import Design
from sci_tui.store.library import Library

BAND = "walking-trial-2020"
PILL = "null-trial-2018"
CELLS = "cells-series-2021"


@pytest.fixture
def library(small_library: Path) -> Iterator[Library]:
    with closing(Library(small_library)) as opened:
        yield opened


def slugs(searched: Searched) -> list[str]:
    return [found.card.slug for found in searched.found]


@pytest.mark.parametrize("typed", ["walki", "walkin", "walking", "walking ", "walked"])
def test_an_unfinished_word_finds_what_the_whole_one_finds(library: Library, typed: str) -> None:
    assert BAND in slugs(library.search(typed))


@pytest.mark.parametrize("typed", ["randomized trial", "randomised trial"])
def test_both_spellings_are_one(library: Library, typed: str) -> None:
    searched = library.search(typed)
    assert {BAND, PILL} == set(slugs(searched)[: searched.whole])


def test_other_names_of_a_word_are_looked_for(library: Library) -> None:
    """The glossary here says that a placebo is a dummy treatment; no study says placebo."""
    assert set(slugs(library.search("placebo "))) == {BAND, PILL}


def test_everyday_words_find_those_of_the_field_and_not_the_other_way_round(
    library: Library,
) -> None:
    """The table here has "on my feet" for walking."""
    assert BAND in slugs(library.search("on my feet"))
    assert "on my feet" not in " ".join(one.sentence for one in library.search("walking").found)


def test_a_slip_is_mended_and_said(library: Library) -> None:
    searched = library.search("tredmill ")
    assert searched.instead == (("tredmill", "treadmill"),)
    assert slugs(searched) == [BAND]


def test_what_is_like_nothing_finds_nothing(library: Library) -> None:
    assert library.search("qqqqzzzz") == Searched()


def test_what_holds_all_of_it_comes_before_what_holds_a_part(library: Library) -> None:
    searched = library.search("pill walking headache")
    assert slugs(searched)[0] == PILL
    assert searched.whole == 1
    assert BAND in slugs(searched)


def test_words_that_say_nothing_are_put_aside_unless_there_is_nothing_else(
    library: Library,
) -> None:
    assert slugs(library.search("what is the pill")) == slugs(library.search("pill"))
    assert library.search("the ").whole > 0


def test_a_phrase_has_to_stand_there(library: Library) -> None:
    assert BAND in slugs(library.search('"usual care"'))
    assert slugs(library.search('"care usual"')) == []
    assert PILL not in slugs(library.search('"usual care" trial'))


def test_a_word_after_a_hyphen_must_not_be_there(library: Library) -> None:
    assert {BAND, PILL} <= set(slugs(library.search("walking")))
    assert PILL not in slugs(library.search("walking -pill"))


def test_filters_count_in_a_search_too(library: Library) -> None:
    series = Filters(design=Design.CASE_SERIES)
    assert slugs(library.search("people", series)) == [CELLS]


def test_codes_are_found_with_and_without_their_hyphen(library: Library) -> None:
    assert BAND in slugs(library.search("trial2020"))


def test_every_study_found_says_by_which_words(library: Library) -> None:
    for typed in ("walking", "dummy walked", "trai"):
        for found in library.search(typed).found:
            marked = [found.sentence[start:end].casefold() for start, end in found.marks]
            assert marked, found


def test_all_that_is_found_is_counted_where_only_the_best_is_asked_for(library: Library) -> None:
    best = library.search("walking", limit=1)
    assert len(best.found) == 1
    assert best.total == len(library.search("walking").found) > 1


def test_a_stopped_library_answers_nothing_until_it_may_again(library: Library) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    timer = threading.Timer(0.1, library.stop)
    timer.start()
    with pytest.raises(Stopped):
        library._fetched(endless)
    with pytest.raises(Stopped):
        library.search("walking")
    library.go_on()
    assert library.search("walking").found


def test_another_connection_to_the_library_is_for_another_thread(library: Library) -> None:
    found: list[Searched] = []

    def search() -> None:
        again = library.again()
        found.append(again.search("walking"))
        again.close()

    thread = threading.Thread(target=search)
    thread.start()
    thread.join()
    assert found == [library.search("walking")]
