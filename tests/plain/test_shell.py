"""Going about with the plain reader: numbers, letters and words, and leaving."""

import io
import re

import pytest

from sci_tui.cli.house import House
from sci_tui.site.commands import COMMANDS, remapped
from sci_tui.site.routes import HOME
from sci_tui.site.site import Site
from tests.plain.sessions import PIECES, STUDY, answers, pieces, session, talked, title


def test_the_title_comes_first_then_how_many_things_follow(small: Site) -> None:
    opened, _ = answers(small)
    assert opened.splitlines()[:2] == [
        "Spinal cord injury research, in plain words",
        f"{len(small.page(HOME).links)} things to choose.",
    ]


@pytest.mark.parametrize("lines", [(), ("",), ("h", "b")])
def test_the_end_of_input_is_an_ordinary_way_to_leave(small: Site, lines: tuple[str, ...]) -> None:
    assert session(small, *lines).endswith("\nGoodbye.\n")


@pytest.mark.parametrize("word", ["q", "quit", "exit", "Q", "EXIT"])
def test_q_leaves(small: Site, word: str) -> None:
    told = session(small, word, "latest")
    assert told.endswith("\nGoodbye.\n")
    assert "Latest research\nHome" not in told


def test_numbers_lead_on_and_b_leads_back(small: Site) -> None:
    home, latest, study, back, again, *_ = answers(small, "2", "2", "b", "b")
    assert title(latest) == "Latest research"
    assert title(study).startswith("[Walking] again")
    assert "Home, Latest research, this page, 2 of 5." in study
    assert "Latest research, this page, 4 of 5." in answers(small, "2", "2", ".", ".")[4]
    assert title(back) == "Latest research"
    assert title(again) == title(home)


def test_on_the_first_page_there_is_nothing_to_go_back_to(small: Site) -> None:
    nothing = "There is nothing to go back to. This is the first page."
    assert answers(small, "b")[1] == nothing
    assert answers(small, "l", "b", "b")[3] == nothing


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ("h", "Spinal cord injury research, in plain words"),
        ("home", "Spinal cord injury research, in plain words"),
        ("c", "Categories"),
        ("categories", "Categories"),
        ("l", "Latest research"),
        ("L", "Latest research"),
        ("?", "Help"),
        ("help", "Help"),
        ("Help me", "Help"),
        ("search pill", "Search: pill"),
        ("/ pill", "Search: pill"),
        ("open words", "Words explained"),
        ("open 1", "Questions to ask"),
        ("open", "Questions to ask"),
        ("f", "Was this summary helpful?"),
        ("feedback", "Was this summary helpful?"),
        ("w", "Heading: Words on this page."),
        ("words", "Heading: Words on this page."),
        (".", "A pill for walking: a randomised trial"),
        ("next-study", "A pill for walking: a randomised trial"),
        ("Next study", "A pill for walking: a randomised trial"),
    ],
)
def test_letters_and_words_do_what_they_say(small: Site, typed: str, leads_to: str) -> None:
    assert title(answers(small, typed, at=STUDY)[1]) == leads_to


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ("settings", "Settings"),
        ("Settings", "Settings"),
        ("my-feedback", "Your answers"),
        ("my feedback", "Your answers"),
        ("words", "Words explained"),
        ("how to read", "How to read a study"),
        ("about", "About this library"),
        ("study/null-trial-2018", "A pill for walking: a randomised trial"),
    ],
)
def test_the_name_of_a_page_opens_it(small: Site, typed: str, leads_to: str) -> None:
    assert title(answers(small, typed)[1]) == leads_to


def test_every_command_with_a_word_is_known_to_this_reader(small: Site) -> None:
    at = ("home", "latest?since=2019", STUDY, f"{STUDY}/feedback")
    for word in (word for command in COMMANDS for word in command.words):
        told = [answers(small, word, at=route)[1] for route in at]
        assert not [answer for answer in told if answer.startswith(f"“{word}” is not known")]
        assert not [answer for answer in told if "needs the Textual reader" in answer]
        assert [answer for answer in told if "means nothing" not in answer], word


def test_a_letter_in_the_other_case_counts_where_it_is_nothing_itself(small: Site) -> None:
    found, following, before, *_ = answers(small, "I harness", "n", "N", at=STUDY)[1:]
    assert [title(answer)[:12] for answer in (found, following, before)] == [
        "Match 1 of 3",
        "Match 2 of 3",
        "Match 1 of 3",
    ]


def test_letters_are_those_of_the_readers_own(house: House) -> None:
    house.site.commands = remapped({"home": "k", "help": "f1"})
    told = session(house.site, "k", "h", at="latest")
    assert "Spinal cord injury research, in plain words" in told
    assert "“h” is not known here. Type help for help." in told
    assert "Number, word or letter (help for help):" in told


@pytest.mark.parametrize("typed", ["hello", "page-down", "99x", "¿", "searching pain", "f1", "up"])
def test_words_that_are_not_known_are_answered(small: Site, typed: str) -> None:
    told = answers(small, typed)[1]
    assert told == f"“{typed.split(maxsplit=1)[0]}” is not known here. Type ? for help."


@pytest.mark.parametrize("typed", ["y", "feedback", "next-study", "w"])
def test_words_of_other_pages_are_answered_and_do_nothing(
    small: Site, house: House, typed: str
) -> None:
    told = answers(small, typed)[1]
    assert told == "That means nothing on this page. Type ? for help."
    assert house.feedback.all() == ()


def test_a_number_that_is_not_there_is_answered(small: Site) -> None:
    most = len(small.page(HOME).links)
    assert answers(small, "99")[1] == f"There is no 99 here. The numbers go from 1 to {most}."
    assert answers(small, "0")[1].startswith("There is no 0 here.")
    assert answers(small, "1", at="contact")[1] == "There is nothing to choose here."


def test_an_empty_line_at_the_end_of_a_page_says_what_can_be_typed(small: Site) -> None:
    end, what = answers(small, "")[1].splitlines()
    assert end == "That was the end of the page."
    assert what == "Type a number, or h for home, b for back, ? for help, q for quit."


def test_the_ends_of_a_list_of_studies_are_said(small: Site) -> None:
    assert answers(small, ",", at=STUDY)[1] == "This is the first study of its list."
    assert answers(small, ".", ".", at=STUDY)[2] == "This is the last study of its list."


def test_the_end_of_a_study_says_how_to_go_on_in_its_list(small: Site) -> None:
    onward = "That was the end of the page. Type next-study for the next one of the list."
    assert answers(small, "more", at=STUDY)[1] == onward
    assert answers(small, ".", "more", at=STUDY)[2] == "That was the end of the page."


def test_a_page_that_is_not_there_is_said(small: Site) -> None:
    told = session(small, "open nowhere", "open study/nowhere")
    assert "'nowhere' is not a page." in told
    assert "Not there" in told


def test_where_there_is_nothing_to_open_that_is_said(small: Site) -> None:
    nothing = "There is nothing to open on this part of the page."
    assert answers(small, "open", at="contact")[1] == nothing


def test_a_greeting_comes_before_the_first_page_only(small: Site) -> None:
    told = talked(small, io.StringIO("h\n"), at="latest", greeting="Plain reader.")
    assert told.startswith("Plain reader.\nLatest research\n")
    assert told.count("Plain reader.") == 1


def test_with_a_greeting_too_the_pieces_keep_their_numbers(small: Site) -> None:
    greeting = "Plain reader, because --plain was given. Type ? for help, q to quit."
    lines = io.StringIO("more 2\n")
    told = talked(small, lines, at=STUDY, measure=PIECES, greeting=greeting)
    (first,) = re.findall(r"Page 1 of (\d+)", told)
    assert f"\nPage 2 of {first}.\n" in told


def test_back_leads_to_the_piece_one_was_in(small: Site) -> None:
    _, second, contact, back, *_ = pieces(small, "", "11", "b", at="home")
    assert second[0] == "Page 2 of 2."
    assert contact[0] == "Contact"
    assert back == second


def test_any_other_way_to_a_page_leads_to_its_first_piece(small: Site) -> None:
    home, _, again, *_ = pieces(small, "", "h", at="home")
    assert again == home
    *_, study = pieces(small, "", "", ",", ".", ",")[:6]
    assert study[0].startswith("[Walking] again")


def test_help_begins_with_what_can_be_typed_and_names_every_word(small: Site) -> None:
    told = answers(small, "?", at=STUDY)[1]
    assert told.index("What to type") < told.index("Reading on") < told.index("Everything else")
    assert "Page Down" not in told
    for command in COMMANDS:
        if command.words:
            assert f"\n{', '.join(command.words)}" in told
    assert "\nfind, i: " in told
    assert "next-study, full stop, ]: " in told
