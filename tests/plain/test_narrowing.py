"""Narrowing a list, line by line."""

from sci_tui.site.site import Site
from tests.plain.sessions import answers, title


def number(page: str, words: str) -> str:
    """The number of the first link that begins with some words."""
    line = next(line for line in page.splitlines() if f". {words}" in line)
    return line.partition(".")[0]


def test_a_list_is_narrowed_twice_shown_and_cleared(small: Site) -> None:
    typed = ["narrow"]
    page = answers(small, *typed, at="latest")[1]
    assert title(page) == "Narrow this list: Latest research"
    for words, left in (("In people", 4), ("Without a comparison group", 2)):
        typed.append(number(page, words))
        page = answers(small, *typed, at="latest")[len(typed)]
        assert f"1. Show {left} studies." in page
        assert f"{words}. Take away." in page
    shown, cleared, back = answers(small, *typed, "1", "clear", "b", at="latest")[-4:-1]
    assert "2 studies, in people, without a comparison group, newest first." in shown
    assert "Clear all filters." in shown
    assert "5 studies, newest first." in cleared
    assert back == shown


def test_a_choice_is_taken_away_where_it_was_made(small: Site) -> None:
    at = "category/walking/narrow?design=rct&people=100"
    without, cleared = answers(small, "2", "z", at=at)[1:3]
    assert "1. Show 1 study." in without
    assert "Randomised trial. Take away." not in without
    assert "Nothing is chosen" in cleared


def test_where_there_is_no_list_there_is_nothing_to_narrow(small: Site) -> None:
    for typed in ("narrow", "x", "clear"):
        assert "means nothing on this page" in answers(small, typed, at="words")[1]
    assert "means nothing on this page" in answers(small, "narrow", at="search")[1]
    assert "means nothing on this page" in answers(small, "clear", at="latest")[1]
