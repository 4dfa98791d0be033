"""Prose with the facts behind its sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sci_tui.domain.prose import Sentence, parse, plain, sentences


def test_a_line_is_a_sentence_and_a_blank_line_a_new_paragraph() -> None:
    assert parse("One thing. {a}\nAnother. {b, c}\n\nA third.") == (
        (Sentence("One thing.", ("a",)), Sentence("Another.", ("b", "c"))),
        (Sentence("A third.", ()),),
    )


def test_the_words_alone_keep_their_paragraphs() -> None:
    assert plain(parse("One. {a}\nTwo.\n\nThree. {b}")) == "One. Two.\n\nThree."


@pytest.mark.parametrize(
    "wrong", ["", "  \n ", "{a}", "Braces {a} in the middle.", "Half {a", "Half }"]
)
def test_what_cannot_be_read_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="Allowed"):
        parse(wrong)


@given(st.text())
def test_any_text_is_prose_or_a_value_error(text: str) -> None:
    try:
        prose = parse(text)
    except ValueError:
        return
    assert all(sentence.text for sentence in sentences(prose))
