"""What a search found, line by line: where it leads, and its category."""

from sci_tui.site import wording
from sci_tui.site.site import Site
from tests.plain.sessions import PIECES, answers, title


def test_a_result_opens_at_the_piece_with_its_sentence_and_back_leads_to_it(small: Site) -> None:
    results, study, back = answers(small, "search nobody", "2", "b", measure=PIECES)[1:4]
    assert "‹" not in results
    assert "Page 1 of" not in study
    assert "The gain was small, and nobody knows if it lasts." in " ".join(study.split())
    assert back == results


def test_a_word_and_a_number_open_the_category_of_a_study(small: Site) -> None:
    for typed in ("category 2", "o 2"):
        assert title(answers(small, "search nobody", typed)[2]) == "Walking"
    assert title(answers(small, "category", at="study/rats-2015")[1]) == "Cells & Repair"


def test_where_no_study_is_named_it_is_said_how(small: Site) -> None:
    assert wording.WHICH_CATEGORY in " ".join(answers(small, "category", at="latest")[1].split())
    assert "There is no 99 here." in answers(small, "category 99", at="latest")[1]
    # A link that leads to no study.
    assert wording.WHICH_CATEGORY in " ".join(answers(small, "category 6", at="latest")[1].split())


def test_other_words_are_searched_with_the_same_filters(small: Site) -> None:
    at = "search?q=nobody&compared=yes"
    assert "2 studies with “dummy”, with a comparison group" in " ".join(
        answers(small, "2", "dummy", at=at)[-2].split()
    )
