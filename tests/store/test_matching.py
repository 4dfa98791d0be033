"""Words typed by a person as a query."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sci_tui.store.library import Library
from sci_tui.store.matching import match_query, sentence_with


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
