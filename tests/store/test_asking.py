"""What is typed is taken apart: words, phrases, words to leave out, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sci_tui.store.asking import Asked, asked


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", Asked((), (), (), False)),
        ("  ?! ", Asked((), (), (), False)),
        ("bone marr", Asked(("bone", "marr"), (), (), True)),
        ("bone marrow ", Asked(("bone", "marrow"), (), (), False)),
        ("Ça va", Asked(("ca", "va"), (), (), True)),
        ('x" OR "y', Asked(("x", "y"), ("or",), (), True)),
        ("NEAR(a b)", Asked(("near", "a", "b"), (), (), True)),
        ("title:pain*", Asked(("title", "pain"), (), (), True)),
        ('"nerve pain" drug ', Asked(("drug",), ("nerve pain",), (), False)),
        ("“nerve pain”", Asked((), ("nerve pain",), (), False)),
        ("pain -drug", Asked(("pain",), (), ("drug",), True)),
        ('pain -"nerve pain"', Asked(("pain",), (), ("nerve pain",), False)),
        ("follow-up", Asked(("follow", "up"), (), (), True)),
        ("-", Asked((), (), (), False)),
        ('""', Asked((), (), (), False)),
    ],
)
def test_what_is_typed_is_read(typed: str, read: Asked) -> None:
    assert asked(typed) == read


@given(st.text())
def test_no_text_is_more_than_words(typed: str) -> None:
    read = asked(typed)
    for word in (*read.words, *read.phrases, *read.left_out):
        assert word
        assert all(letter.isalnum() or letter == " " for letter in word)
