"""Numbers in prose, however they are written."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sci_tui.domain.numbers import numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Twelve of 13 people moved up.", {12, 13}),
        ("All twenty-one joined, then twenty two more.", {21, 22}),
        ("It rose from 72 to 96.", {72, 96}),
        ("People aged 21-66, or 21–66.", {21, 66}),
        ("About 1.1 metres a second.", {Fraction("1.1")}),
        ("Near 140,000 dollars, or 140 000.", {140_000}),
        ("Two hundred and 3 million people.", {200, 3_000_000}),
        (
            "More than half, a third, three quarters.",
            {Fraction(1, 2), Fraction(1, 3), Fraction(3, 4)},
        ),
        ("Once, then twice, with a single dose.", {1, 2}),
        ("Ninety-nine.", {99}),
        ("On the 12th day, in the 1970s, with 10mg.", {12, 1970, 10}),
        ("A dozen people; pain was halved and strength doubled.", {12, Fraction(1, 2), 2}),
        ("A sixth of them, then two sevenths.", {Fraction(1, 6), Fraction(2, 7)}),
    ],
)
def test_digits_words_ranges_and_fractions_are_found(text: str, found: set[Fraction]) -> None:
    assert numbers(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "At C5 and T10.",
        "COVID-19 came.",
        "VX-210 and SCIM III.",
        "No one knows.",
        "Someone.",
        "The eighth week.",
    ],
)
def test_a_number_inside_a_name_counts_nothing(text: str) -> None:
    assert numbers(text) == frozenset()


@given(st.integers(0, 10**7))
def test_digits_and_grouped_digits_are_the_same_number(value: int) -> None:
    assert (
        numbers(f"There were {value} people.")
        == {value}
        == numbers(f"There were {value:,} people.")
    )


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    assert all(value >= 0 for value in numbers(text))
