"""A piped session with the plain reader: lines in, lines out."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sci_tui.cli.house import House
from sci_tui.domain.feedback import Helpful, Reason
from sci_tui.plain.shell import Shell
from sci_tui.site.routes import HOME, parse
from sci_tui.site.site import Site
from tests.site.test_parity import pages

STUDY = "study/walking-trial-2020"
PROMPT = "Number, word or letter (? for help):"


def session(site: Site, *typed: str, at: str = "home", ascii_only: bool = False) -> str:
    """What is written while these lines are typed, the input then ending."""
    out = io.StringIO()
    lines = io.StringIO("".join(f"{line}\n" for line in typed))
    Shell(site, lines, out, ascii_only=ascii_only).run(parse(at))
    return out.getvalue()


def answers(site: Site, *typed: str, at: str = "home") -> list[str]:
    """What is written after each prompt, the first being the page that was opened."""
    return [part.strip("\n") for part in session(site, *typed, at=at).split(PROMPT)]


def title(answer: str) -> str:
    """The first line of an answer."""
    return answer.strip().partition("\n")[0]


def test_the_title_comes_first_then_how_many_things_follow(small: Site) -> None:
    opened, _ = answers(small)
    assert opened.strip().splitlines()[:2] == [
        "Spinal cord injury research, in plain words",
        f"{len(small.page(HOME).links)} things to choose.",
    ]


@pytest.mark.parametrize("lines", [(), ("",), ("h", "b")])
def test_the_end_of_input_is_an_ordinary_way_to_leave(small: Site, lines: tuple[str, ...]) -> None:
    assert session(small, *lines).endswith("Goodbye.\n")


@pytest.mark.parametrize("word", ["q", "quit", "exit"])
def test_q_leaves(small: Site, word: str) -> None:
    told = session(small, word, "latest")
    assert told.endswith("Goodbye.\n")
    assert "Latest research\nHome" not in told


def test_numbers_lead_on_and_b_leads_back(small: Site) -> None:
    home, latest, study, back, again = answers(small, "2", "2", "b", "b")[:5]
    assert title(latest) == "Latest research"
    assert title(study).startswith("[Walking] again")
    assert "Home, Latest research, this page, 2 of 5." in study
    assert title(back) == "Latest research"
    assert title(again) == title(home)


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ("h", "Spinal cord injury research, in plain words"),
        ("home", "Spinal cord injury research, in plain words"),
        ("c", "Categories"),
        ("categories", "Categories"),
        ("l", "Latest research"),
        ("?", "Help"),
        ("help", "Help"),
        ("search pill", "Search: pill"),
        ("/ pill", "Search: pill"),
        ("open words", "Words explained"),
        ("f", "Was this summary helpful?"),
        ("feedback", "Was this summary helpful?"),
        ("w", "Words on this page"),
        (".", "A pill for walking: a randomised trial"),
        ("next", "A pill for walking: a randomised trial"),
    ],
)
def test_letters_and_words_do_what_they_say(small: Site, typed: str, leads_to: str) -> None:
    assert title(answers(small, typed, at=STUDY)[1]) == leads_to


@pytest.mark.parametrize("typed", ["r", "again"])
def test_r_says_the_page_again(small: Site, typed: str) -> None:
    opened, again, _ = answers(small, typed, at=STUDY)
    assert again.strip() == opened.strip()


def test_the_ends_of_a_list_are_said(small: Site) -> None:
    assert answers(small, ",", at=STUDY)[1].strip() == "This is the first study of its list."
    assert answers(small, ".", ".", at=STUDY)[2].strip() == "This is the last study of its list."


def test_search_asks_for_words_where_none_were_given(small: Site) -> None:
    told = session(small, "search", "pill")
    assert "Search for: \n" in told
    assert "\nSearch: pill\n" in told
    assert "Nothing to search for." in session(small, "search", "")


def test_sections_are_listed_and_said_one_at_a_time(small: Site) -> None:
    listed, said = answers(small, "sections", "section 1", at=STUDY)[1:3]
    assert title(listed) == "section 1: How sure can we be?"
    assert "Type section and its number." in listed
    assert title(said).startswith("How sure can we be?")
    assert "In simple words" not in said
    assert answers(small, "section 99", at=STUDY)[1].strip().startswith("There is no section 99.")


def test_find_says_every_line_with_the_words(small: Site) -> None:
    found = answers(small, "find HARNESS", at=STUDY)[1].strip().splitlines()
    assert found[0].startswith("Match 1 of ")
    assert all("harness" in line for line in found if line.startswith("Match"))
    none = answers(small, "find zebra", at=STUDY)[1].strip()
    assert none == "No match for “zebra” in this page."


def test_an_answer_with_reason_and_comment_is_saved(small: Site, house: House) -> None:
    told = session(small, "f", "p", "4", "9", "Too [many] numbers", "q", at=STUDY)
    assert "Thank you. Your answer “Partly” is saved on this computer." in told
    assert "Saved: “Too hard to read” is chosen." in told
    assert "Thank you. Your comment is saved." in told
    (given,) = house.feedback.all()
    assert (given.helpful, given.reasons) == (Helpful.PARTLY, (Reason.TOO_HARD,))
    assert given.comment == "Too [many] numbers"


def test_an_empty_comment_leaves_it_as_it_is(small: Site, house: House) -> None:
    told = session(small, "y", "9", "first", "9", "", at=f"{STUDY}/feedback")
    assert "The comment is left as it is." in told
    assert house.feedback.all()[0].comment == "first"


def test_a_comment_that_cannot_be_saved_is_said_again_with_the_reason(
    small: Site, house: House
) -> None:
    told = session(small, "y", "9", "x" * 1001, at=f"{STUDY}/feedback")
    assert "The comment has 1001 characters, but there is room for 1000" in " ".join(told.split())
    assert "What you typed:" in told
    assert "x" * 60 in told


@pytest.mark.parametrize("typed", ["hello", "page-down", "99x", "¿", "searching pain"])
def test_words_that_are_not_known_are_answered(small: Site, typed: str) -> None:
    told = answers(small, typed)[1].strip()
    assert told == f"“{typed.split(maxsplit=1)[0]}” is not known here. Type ? for help."


@pytest.mark.parametrize("typed", ["y", "feedback", "next"])
def test_words_of_other_pages_are_answered_and_do_nothing(
    small: Site, house: House, typed: str
) -> None:
    told = answers(small, typed)[1].strip()
    assert told
    assert "\n" not in told
    assert house.feedback.all() == ()


def test_a_number_that_is_not_there_is_answered(small: Site) -> None:
    most = len(small.page(HOME).links)
    told = answers(small, "99")[1].strip()
    assert told == f"There is no 99 here. The numbers go from 1 to {most}."
    assert answers(small, "0")[1].strip().startswith("There is no 0 here.")
    nothing = answers(small, "1", at="contact")[1].strip()
    assert nothing == "There is nothing to choose here."


def test_an_empty_line_says_what_can_be_typed(small: Site) -> None:
    assert answers(small, "")[1].strip().startswith("Type a number, or h for home")


def test_in_ascii_everything_it_says_is_ascii(small: Site) -> None:
    typed = ("?", "nowhere", "find zebra", "find harness", "f", "y", "9", "é", "open nowhere")
    told = session(small, *typed, at=STUDY, ascii_only=True)
    assert "is not known here" in told
    assert told.isascii()


def test_a_page_that_is_not_there_is_said(small: Site) -> None:
    told = session(small, "open nowhere", "open study/nowhere")
    assert "'nowhere' is not a page." in told
    assert "Not there" in told


def test_every_page_of_the_library_is_said_in_lines_below_80_columns(site: Site) -> None:
    routes = [str(page.route) for page in pages(site)]
    for ascii_only in (False, True):
        told = session(site, *(f"open {route}" for route in routes), ascii_only=ascii_only)
        assert "\x1b" not in told
        assert "\r" not in told
        assert [line for line in told.split("\n") if len(line) >= 80] == []
        assert told.isascii() or not ascii_only
        assert told.count(PROMPT) == len(routes) + 1
        assert "is not a page" not in told


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(
        st.one_of(
            st.sampled_from("1 2 9 16 h b c l r w f y p n q , . ? g sections find".split()),
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=30),
            st.builds("search {}".format, st.text("abc \"'*()-%[", max_size=12)),
            st.builds("open {}".format, st.text("abcdehmostuy/?=&%", max_size=12)),
        ),
        max_size=12,
    )
)
def test_no_lines_end_it_before_their_time_or_reach_the_terminal_raw(
    small: Site, typed: list[str]
) -> None:
    told = session(small, *typed)
    assert told.endswith("Goodbye.\n")
    assert not {c for c in told if ord(c) < 32 and c != "\n"}
    assert [line for line in told.split("\n") if len(line) >= 80] == []
