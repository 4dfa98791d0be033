"""Studies like me in the plain reader: choose, open a study, come back, forget."""

import re

import pytest

from sci_tui.site.site import Site
from tests.plain.sessions import answers, session, title

FORM = "Studies like me"
FITTING = "Studies with people like me"


def test_two_things_are_chosen_and_what_fits_is_listed_with_why_the_rest_does_not(
    small: Site,
) -> None:
    _, form, levels, one, _, two, fitting, _ = answers(small, "like me", "1", "1", "3", "3", "5")
    assert title(form) == FORM
    assert "1. Neck (cervical). Not chosen, 1 of 5." in levels.splitlines()
    assert one.startswith(f"Injury level: Neck (cervical). Not saved.\n{FORM}\n")
    assert "5. Show the studies. 2 fit, 2 may fit, 0 nearly fit." in one
    assert "5. Show the studies. 1 fit, 2 may fit, 1 nearly fit." in two
    assert title(fitting) == FITTING
    groups = re.split(r"^Heading: .*\n", fitting, flags=re.MULTILINE)
    assert "Walking [again]" in groups[1]
    assert "The source does not say: injury level." in groups[2].splitlines()
    assert groups[3].splitlines()[1:] == [
        "6. Cells into a vein: 13 people.",
        "2021, 13 people, no comparison group, not very sure.",
        "Differs: only people injured weeks to six months ago.",
    ]


def test_from_a_study_that_fits_one_goes_on_to_the_next_and_comes_back(small: Site) -> None:
    choose = ("like-me", "1", "1", "5")
    *_, fitting, study, following, back, _ = answers(small, *choose, "3", ".", "b")
    assert f"Home, {FITTING}, this page, 1 of 4." in study
    assert f"Home, {FITTING}, this page, 2 of 4." in following
    assert back == fitting


def test_one_word_or_one_key_forgets_it_from_any_page(small: Site) -> None:
    for word in ("forget", "d"):
        choose = ("like me", "1", "1", "5", "3")
        *_, forgotten, form, studies, _ = answers(
            small, *choose, word, "again", "open like-me/studies"
        )
        assert forgotten.startswith(f"Forgotten. Nothing is chosen yet.\n{FORM}\n")
        assert form.count("Now: left open.") == 4
        assert "Nothing is chosen yet." in studies
    assert "Forgotten" not in session(small, "forget")


def test_what_is_left_open_again_counts_no_more(small: Site) -> None:
    told = answers(small, "like me", "4", "2", "4", "5")
    assert "4. Age. Now: 18 to 39." in told[3]
    assert told[5].startswith("Age is left open.")
    assert "5. Show the studies. Nothing is chosen yet." in told[5]


@pytest.mark.parametrize("typed", ["open like-me?change=name", "open like-me/studies?change=age"])
def test_what_cannot_be_chosen_is_refused_in_one_sentence(small: Site, typed: str) -> None:
    told = answers(small, typed)[1]
    assert "Choose one of: level, completeness, time, age." in told or "has none." in told
