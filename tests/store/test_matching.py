"""Text as a search reads it, and the sentence that shows why something was found."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sci_tui.store.library import Library
from sci_tui.store.matching import folded, marks_in, mended, sentence_with


@settings(deadline=None)
@given(st.one_of(st.text(max_size=60), st.text('"-“”* ()walkpin', max_size=40)))
def test_no_text_raises_in_a_search(library_file: Path, typed: str) -> None:
    library = Library(library_file, unchanging=True)
    try:
        assert all(found.card.slug for found in library.search(typed).found)
    finally:
        library.close()


@given(st.lists(st.text()), st.text())
def test_the_sentence_found_is_a_line_of_the_text(by: list[str], text: str) -> None:
    assert sentence_with(by, text) in text.split("\n")


@pytest.mark.parametrize(
    ("by", "sentence"),
    [
        (["bone", "marrow"], "Bone marrow gives cells."),
        (["marrow"], "Bone marrow gives cells."),
        (["walking"], "She walked."),
        (["nothing"], "Bone is hard."),
    ],
)
def test_the_sentence_with_most_of_the_words_is_shown(by: list[str], sentence: str) -> None:
    text = "Bone is hard.\nBone marrow gives cells.\nMarrow.\nShe walked."
    assert sentence_with(by, text) == sentence


@pytest.mark.parametrize(
    ("text", "folds"), [("Bone MARROW", "bone marrow"), ("Größe", "grosse"), ("Çà ﬁn", "ca fin")]
)
def test_capitals_and_accents_make_no_difference(text: str, folds: str) -> None:
    assert folded(text) == folds


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_is_folded_as_all_text_is(text: str) -> None:
    assert folded(text) == folded(f"{text}é")[:-1]


@pytest.mark.parametrize(
    ("by", "sentence", "marked"),
    [
        (["walk"], "Walking helps; sidewalks do not.", ["Walking"]),
        (["stimulation"], "They stimulated; stimulating helped.", ["stimulated", "stimulating"]),
        (["bone marrow"], "Bone is not bone-marrow.", ["bone-marrow"]),
        (["bone", "marrow"], "Bone marrow, bones.", ["Bone marrow", "bones"]),
        # The beginning of a word counts only where the word itself is not there.
        (["blad"], "The bladder.", ["bladder"]),
        (["age"], "Age, not the agent.", ["Age"]),
        (["trial"], "A triangle.", []),
        (["cafe"], "A Cafe\u0301 or Café.", ["Cafe\u0301", "Café"]),
        ([], "Nothing.", []),
    ],
)
def test_words_are_marked_by_which_a_sentence_was_found(
    by: list[str], sentence: str, marked: list[str]
) -> None:
    assert [sentence[start:end] for start, end in marks_in(by, sentence)] == marked


@given(st.lists(st.text("walkinges -é", max_size=12)), st.text("walkinges -é.\u0301", max_size=40))
def test_marks_stand_in_the_sentence_one_after_the_other(by: list[str], sentence: str) -> None:
    ends = [end for mark in marks_in(by, sentence) for end in mark]
    assert ends == sorted(set(ends))
    assert all(0 <= end <= len(sentence) for end in ends)


def test_what_was_meant_keeps_all_else_that_was_typed() -> None:
    typed = 'Trédmill "bone marrow" -pain'
    assert mended(typed, {"tredmill": "treadmill"}) == 'treadmill "bone marrow" -pain'
