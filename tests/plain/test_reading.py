"""A page read by piece, by sentence, by section or whole; said again; looked through."""

import re
from itertools import chain

import pytest

from sci_tui.layout.spoken import said, sentences, spoken_look
from sci_tui.plain.window import Measure
from sci_tui.site.routes import parse
from sci_tui.site.site import Site
from tests.plain.sessions import PIECES, STUDY, answers, pieces, session

LOOK = spoken_look(ascii_only=False)


def _whole(site: Site, route: str = STUDY) -> list[str]:
    return list(said(site.page(parse(route)), LOOK))


def _of_the_page(lines: list[str]) -> list[str]:
    """Lines without those that are about pieces."""
    return [line for line in lines if not line.startswith(("Page ", "More: "))]


# ---------------------------------------------------------------- by piece


@pytest.mark.parametrize("typed", ["", "more", "next", "More"])
def test_more_goes_through_the_whole_page_and_says_each_line_once(small: Site, typed: str) -> None:
    first, *others = pieces(small, *[typed] * 10)
    *later, end, _ = others
    assert first[2:4] == [
        "Home, Walking, this page, 1 of 2.",
        "14 things to choose. Page 1 of 10.",
    ]
    together = [*first[:3], "14 things to choose.", *first[4:], *chain(*later)]
    assert _of_the_page(together) == _whole(small)
    assert end[0].startswith("That was the end of the page.")


def test_a_piece_says_which_it_is_and_that_more_comes(small: Site) -> None:
    first, second, *_ = pieces(small, "")
    assert first[-1] == "More: page 2 of 10."
    assert (second[0], second[-1]) == ("Page 2 of 10.", "More: page 3 of 10.")


def test_no_piece_takes_more_than_half_a_minute_or_the_window(site: Site) -> None:
    told = pieces(site, *[""] * 40, at="study/honmou-2021-iv-msc-13-cases")
    assert len(told) == 42
    for piece in told[:-1]:
        assert len(piece) <= 22
        assert sum(map(len, piece)) <= 450


def test_the_prompt_says_that_enter_goes_on_while_there_is_more(small: Site) -> None:
    told = session(small, "", at="home", measure=PIECES)
    onward, last = (line for line in told.splitlines() if line.startswith("Number"))
    assert onward == "Number, word or letter, Enter for more (? for help): "
    assert last == "Number, word or letter (? for help): "


def test_previous_says_the_piece_before_until_the_beginning(small: Site) -> None:
    first, _, before, none, _ = pieces(small, "", "previous", "previous")
    assert before == first
    assert none == ["That was the beginning of the page."]


def test_more_with_a_number_goes_to_that_piece(small: Site) -> None:
    first, third, back, far, zero, _ = pieces(small, "more 3", "more 1", "more 11", "more 0")
    assert third[0] == "Page 3 of 10."
    assert back == first
    assert far == ["There is no page 11, only 1 to 10."]
    assert zero == ["There is no page 0, only 1 to 10."]


def test_a_number_names_a_link_of_a_piece_that_was_not_said_yet(small: Site) -> None:
    opened, contact, _ = pieces(small, "11", at="home")
    assert "11. Contact." not in opened
    assert contact[0] == "Contact"


# ---------------------------------------------------------------- by sentence


def test_by_sentence_enter_says_the_next_one_and_previous_the_one_before(small: Site) -> None:
    wanted = [line.text for line in sentences(small.page(parse(STUDY)), LOOK)]
    first, *others = answers(small, "sentence", *[""] * (len(wanted) - 1), "previous", at=STUDY)[1:]
    *later, before, _ = others
    assert first.splitlines()[0] == "By sentence. Enter says the next one."
    told = [" ".join(first.splitlines()[1:]), *(" ".join(each.splitlines()) for each in later)]
    assert told == wanted
    assert before == wanted[-2]


def test_reading_by_sentence_begins_with_the_piece_one_is_in(small: Site) -> None:
    _, second, sentence, following, _ = pieces(small, "", "sentence", "next")
    assert sentence[1:] == second[1:2]
    assert following == second[2:3]


def test_sentence_again_goes_back_to_pieces_where_one_is(small: Site) -> None:
    _, second, *_, back, _ = pieces(small, "", "sentence", "", "sentence")
    assert back == ["No longer by sentence.", *second]


def test_by_sentence_the_prompt_is_short(small: Site) -> None:
    assert "\nEnter for more: \n" in session(small, "sentence", at=STUDY)


# ---------------------------------------------------------------- whole, and again


def test_whole_says_all_of_the_page(small: Site) -> None:
    *_, whole, end, _ = pieces(small, "", "whole", "more")
    assert whole == _whole(small)
    assert end[0].startswith("That was the end of the page.")


def test_after_the_whole_page_more_with_a_number_says_a_piece(small: Site) -> None:
    *_, piece, _ = pieces(small, "whole", "more 2")
    assert piece[0] == "Page 2 of 10."


@pytest.mark.parametrize("typed", ["r", "again"])
@pytest.mark.parametrize(
    "before", [(), ("",), ("section 4",), ("whole",), ("find harness",), ("sections",)]
)
def test_again_says_what_was_said_last(small: Site, typed: str, before: tuple[str, ...]) -> None:
    told = pieces(small, *before, typed, typed)
    assert told[-3] == told[-2] == told[-4]


def test_again_says_the_sentence_said_last(small: Site) -> None:
    *_, sentence, again, _ = pieces(small, "sentence", "", "r")
    assert again == sentence


def test_after_an_error_again_says_it_and_what_was_read_last(small: Site) -> None:
    _, second, error, again, _ = pieces(small, "", "zebra", "r")
    assert error == ["“zebra” is not known here. Type ? for help."]
    assert again == [*error, *second]


def test_again_forgets_an_error_once_something_else_was_done(small: Site) -> None:
    *_, third, again, _ = pieces(small, "zebra", "", "r")
    assert again == third


# ---------------------------------------------------------------- sections and letters


def test_sections_are_listed_with_their_numbers(small: Site) -> None:
    listed = pieces(small, "g")[1]
    assert listed[:2] == ["section 1: How sure can we be?", "section 2: In simple words"]
    assert listed[-1] == "Type section and its number."


@pytest.mark.parametrize("typed", ["section 4", "g 4", "section key", "g Key findings"])
def test_a_section_is_said_by_number_or_name(small: Site, typed: str) -> None:
    section = answers(small, typed, at=STUDY)[1].splitlines()
    assert section == [
        "Heading: Key findings.",
        "1. The trained group walked 0.2 metres a second faster.",
        "2. On a scale from 0 to 100, balance rose from 40 to 55.",
        "3. Pain did not change.",
        "More: Figures.",
    ]


def test_a_section_longer_than_a_piece_goes_on_with_more(small: Site) -> None:
    section, rest, _ = pieces(small, "section 2", "")[1:]
    assert section[0].startswith("Heading: In simple words")
    assert section[-1] == "More: page 3 of 10."
    assert rest[0] == "Page 3 of 10."
    assert rest[1] == "After 12 weeks the first group walked faster."


def test_more_after_a_section_goes_on_behind_it(small: Site) -> None:
    *_, following, _ = pieces(small, "section 4", "more")
    assert following[0] == "Heading: Figures."


def test_a_section_that_is_not_there_is_answered(small: Site) -> None:
    assert answers(small, "section 99", at=STUDY)[1] == "There is no section 99, only 1 to 16."
    assert answers(small, "section zebra", at=STUDY)[1].startswith("There is no section zebra")
    nowhere = answers(small, "open study/nowhere", "g", "g 1", "g x")[2:5]
    assert nowhere == ["This page has no sections."] * 3


@pytest.mark.parametrize("typed", [("g c",), ("g", "c"), ("g C",), ("section chro",)])
def test_on_a_list_a_letter_leads_to_the_first_item_with_it(
    small: Site, typed: tuple[str, ...]
) -> None:
    *_, item, _ = answers(small, *typed, at="words")
    assert item.splitlines()[-2:] == ["3. Chronic.", "More: D."]


def test_from_there_more_goes_on_with_the_list(small: Site) -> None:
    *_, item, onward, _ = pieces(small, "g y", "", at="home")
    assert item == ["9. Your answers. What you said of summaries."]
    assert onward == ["More: page 2 of 2."]


def test_items_with_the_letter_are_said_as_far_as_they_follow_each_other(site: Site) -> None:
    wanted = [
        f"{number}. {link.text}"
        for number, link in enumerate(site.page(parse("words")).links, start=1)
        if link.text.casefold().startswith("m")
    ]
    assert len(wanted) > 2
    items = re.findall(r"^\d+\. .*", answers(site, "g m", at="words")[1], re.MULTILINE)
    assert [item[: len(name)] for item, name in zip(items, wanted, strict=True)] == wanted


def test_quotation_marks_before_an_item_do_not_count(site: Site) -> None:
    assert "molecules" in answers(site, "g dancing", at="latest")[1]


def test_a_letter_that_no_item_has_is_answered(small: Site) -> None:
    assert answers(small, "g z", at="words")[1] == "No item of this list begins with “z”."
    asked = answers(small, "g", "", at="words")[1]
    assert asked == "First letter of an item: \nNo letter was typed, so you are where you were."


# ---------------------------------------------------------------- the window


def test_pages_and_prompts_fit_a_narrow_window(small: Site) -> None:
    narrow = Measure(LOOK._replace(width=39), 10)
    told = session(small, *[""] * 30, at=STUDY, measure=narrow)
    *parts, goodbye = told.split("(? for help): \n")
    assert len(parts) == 31
    assert goodbye == "Goodbye.\n"
    for part in parts:
        lines = part.splitlines()
        # With its prompt, which is two rows long, and what is typed after it.
        assert len(lines) <= 12
        assert max(map(len, lines)) <= 39
