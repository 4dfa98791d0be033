"""Words typed by a person as a query."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sci_tui.store.library import Library
from sci_tui.store.matching import folded, held, match_query, sentence_with, words_in


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("", ""),
        ("  ?! ", ""),
        ("bone marr", '"bone" "marr"*'),
        ("Ça va", '"ca" "va"*'),
        ('x" OR "y', '"x" "or" "y"*'),
        ("NEAR(a b)", '"near" "a" "b"*'),
        ("title:pain", '"title" "pain"*'),
    ],
)
def test_nothing_typed_is_query_syntax(typed: str, query: str) -> None:
    assert match_query(typed) == query


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_text_raises_in_a_search(library_file: Path, typed: str) -> None:
    library = Library(library_file, unchanging=True)
    try:
        assert all(found.card.slug for found in library.search(typed))
    finally:
        library.close()


@given(st.text(), st.text())
def test_the_sentence_found_is_a_line_of_the_text(typed: str, text: str) -> None:
    assert sentence_with(typed, text) in text.split("\n")


def test_the_sentence_with_most_of_the_words_is_shown() -> None:
    text = "Bone is hard.\nBone marrow gives cells.\nMarrow."
    assert sentence_with("bone marr", text) == "Bone marrow gives cells."


@pytest.mark.parametrize(
    ("text", "folds"), [("Bone MARROW", "bone marrow"), ("Größe", "grosse"), ("Çà ﬁn", "ca fin")]
)
def test_capitals_and_accents_make_no_difference(text: str, folds: str) -> None:
    assert folded(text) == folds


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_is_folded_as_all_text_is(text: str) -> None:
    assert folded(text) == folded(f"{text}é")[:-1]


@given(st.lists(st.sampled_from(["bone", "marrow", "Märrow", "x", "B.", ""]), max_size=20))
def test_no_other_line_holds_more_of_the_words(pieces: list[str]) -> None:
    words = words_in("bone marr")
    lines = [" ".join(pieces[at : at + 3]) for at in range(0, len(pieces), 3)] or [""]
    most = max(held(words, words_in(line)) for line in lines)
    assert held(words, words_in(sentence_with("bone marr", "\n".join(lines)))) == most
