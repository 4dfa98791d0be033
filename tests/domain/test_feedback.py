"""What an answer may hold."""

import pytest

from sci_tui.domain.feedback import (
    COMMENT_LIMIT,
    Reason,
    RefusedComment,
    comment_from,
    with_or_without,
)


def test_a_comment_is_cleaned() -> None:
    assert comment_from(" too\nmany \x1b[1mnumbers ") == "too many [1mnumbers"


def test_a_comment_may_be_as_long_as_the_limit() -> None:
    assert comment_from("a" * COMMENT_LIMIT) == "a" * COMMENT_LIMIT


def test_a_longer_comment_is_refused_and_not_cut() -> None:
    with pytest.raises(RefusedComment, match=r"1001 characters.*room for 1000.*shorten"):
        comment_from("a" * (COMMENT_LIMIT + 1))


def test_a_reason_is_added_and_taken_back() -> None:
    one = with_or_without((), Reason.TOO_LONG)
    two = with_or_without(one, Reason.TOO_HARD)
    assert one == (Reason.TOO_LONG,)
    assert two == (Reason.TOO_HARD, Reason.TOO_LONG)
    assert with_or_without(two, Reason.TOO_LONG) == (Reason.TOO_HARD,)
