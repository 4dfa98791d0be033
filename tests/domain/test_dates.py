"""Dates as precise as their source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sci_tui.domain.dates import PartialDate


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2021", "2021"),
        ("2021-02", "February 2021"),
        ("2021-02-18", "18 February 2021"),
        ("2021-spring", "spring 2021"),
    ],
)
def test_a_date_is_said_as_precisely_as_it_was_written(written: str, said: str) -> None:
    assert PartialDate.parse(written).in_words == said
    assert str(PartialDate.parse(written)) == written


@pytest.mark.parametrize(
    "wrong", ["", "21", "2021-13", "2021-02-30", "2021-fall", "2021-2", "x2021"]
)
def test_what_is_no_date_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"date|month|day|year"):
        PartialDate.parse(wrong)


@given(st.dates(), st.dates())
def test_whole_dates_sort_by_time(one: object, other: object) -> None:
    first, second = (PartialDate.parse(str(each)) for each in (one, other))
    assert (first.sort_key < second.sort_key) == (str(one) < str(other))


def test_a_year_alone_sorts_before_its_months() -> None:
    keys = [
        PartialDate.parse(text).sort_key for text in ("2021", "2021-01", "2021-spring", "2021-12")
    ]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        date = PartialDate.parse(text)
    except ValueError:
        return
    assert PartialDate.parse(str(date)) == date
