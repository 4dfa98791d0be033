"""Where am I, and what find says."""

import pytest

from sci_tui.site.site import Site
from tests.plain.sessions import STUDY, answers, pieces

# ---------------------------------------------------------------- where am I


@pytest.mark.parametrize(
    ("at", "typed", "here"),
    [
        (
            "home",
            (),
            "Spinal cord injury research, in plain words, page 1 of 2, items 1 to 9 of 14.",
        ),
        ("home", ("section 1",), "…, in plain words, Newest, page 2 of 2, items 13 to 14 of 14."),
        ("words", (), "Words explained, items 1 to 5 of 5. The way here: Home, this page."),
        (STUDY, (), "This study, page 1 of 10. The way here: Home, Walking, this page, 1 of 2."),
        (STUDY, ("section 4",), "This study, Key findings, page 4 of 10. The way here: …"),
        (STUDY, ("", "sentence", ""), "This study, In simple words, sentence 8 of 78. …"),
        (STUDY, ("whole",), "This study, all of it. The way here: …"),
    ],
)
@pytest.mark.parametrize("asked", ["where", "where am I", "e"])
def test_where_am_i_is_answered(
    small: Site, at: str, typed: tuple[str, ...], here: str, asked: str
) -> None:
    told = " ".join(pieces(small, *typed, asked, at=at)[-2])
    begins, _, ends = here.partition("…")
    assert told.startswith(begins)
    assert told.endswith(ends)
    assert "…" in here or told == here


def test_a_piece_that_begins_a_section_is_in_it(small: Site) -> None:
    begun = 0
    for number in range(2, 11):
        piece, where, _ = pieces(small, f"more {number}", "where")[1:]
        if piece[1].startswith("Heading: "):
            begun += 1
            assert piece[1].removeprefix("Heading: ").split(" (")[0].strip(".?") in where[0]
    assert begun


# ---------------------------------------------------------------- finding


def test_a_sentence_with_the_words_twice_is_one_match(small: Site) -> None:
    first, second, _ = pieces(small, "find people", "n")[1:]
    assert first[0].partition(": ")[2] != second[0].partition(": ")[2]
    sentence = "People who trained on the band walked faster than people who did not."
    told = pieces(small, "find people", *["n"] * 20)
    assert sum(sentence in " ".join(match) for match in told[1:]) == 1


def test_find_says_each_match_with_its_sentence(small: Site) -> None:
    first, second, third, last, back, _ = pieces(small, "find HARNESS", "n", "n", "n", "N")[1:]
    assert " ".join(first) == (
        "Match 1 of 3: The first group trained on a moving band [a treadmill] in a harness."
    )
    assert second == ["Match 2 of 3: A few people had sore skin from the harness."]
    assert third == ["Match 3 of 3: A few people had sore skin from the harness."]
    assert last == ["That was the last match."]
    assert back == second


def test_reading_goes_on_from_a_match(small: Site) -> None:
    onward = pieces(small, "find harness", "")[2]
    assert onward[0] == "The other group had the usual care."


def test_find_asks_for_words_where_none_were_given(small: Site) -> None:
    asked = answers(small, "find", "skin", at=STUDY)[1]
    assert asked.startswith("Find in this page: \nMatch 1 of 2: ")
    assert answers(small, "i", "", at=STUDY)[1].endswith("Nothing to look for was typed.")


def test_what_is_not_in_the_page_is_answered(small: Site) -> None:
    assert answers(small, "find zebra", at=STUDY)[1] == "No match for “zebra” in this page."
    nothing = "Nothing was looked for yet. Type find and the words."
    assert answers(small, "n", at=STUDY)[1] == nothing


def test_matches_of_one_page_are_not_those_of_the_next(small: Site) -> None:
    assert answers(small, "find harness", "h", "n", at=STUDY)[3].startswith(
        "Nothing was looked for"
    )
