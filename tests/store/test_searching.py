"""What a search finds: by other words, endings, spellings and slips; the best first."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sci_tui.domain.browse import Filters, Searched
from sci_tui.domain.study import Design
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
    assert PILL in slugs(library.search("placebo "))


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
