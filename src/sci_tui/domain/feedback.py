"""What a reader thinks of a summary. Nothing in it says who the reader is."""

from enum import StrEnum
from typing import Annotated, Final, NamedTuple

from sci_tui.domain.cleaning import clean
from sci_tui.domain.errors import SciTuiError
from sci_tui.domain.limits import Between, Length, Shape, Slug

COMMENT_LIMIT: Final = 1000
"""The longest comment, in characters."""

FeedbackId = Annotated[
    str,
    Shape(
        r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
        "a random UUID, version 4, in lower case",
    ),
]
Moment = Annotated[
    str,
    Shape(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "a time in UTC such as 2026-11-21T05:29:00Z"),
]


class Helpful(StrEnum):
    """The answer to "Was this summary helpful?"."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Reason(StrEnum):
    """Why a summary helped less than it could."""

    TOO_HARD = "too-hard"
    TOO_LONG = "too-long"
    NOT_ABOUT_ME = "not-about-me"
    NUMBERS_UNCLEAR = "numbers-unclear"
    SOMETHING_IS_WRONG = "something-is-wrong"


class Where(StrEnum):
    """Where an answer was given."""

    HOME = "home"
    KIOSK = "kiosk"


class Feedback(NamedTuple):
    """One answer about one study.

    ``sequence`` puts the answers of one store in order; 0 means not stored yet. ``given_at`` is
    when the answer was first given; in a kiosk it is the hour.
    """

    id: FeedbackId
    sequence: Annotated[int, Between(0, 1_000_000_000)]
    study: Slug
    edition: Annotated[int, Between(1, 10_000)]
    helpful: Helpful
    reasons: Annotated[tuple[Reason, ...], Length(0, len(Reason))]
    comment: Annotated[str, Length(0, COMMENT_LIMIT)]
    given_at: Moment
    where: Where


class RefusedComment(SciTuiError):
    """A comment that cannot be taken as it is."""

    exit_code = 2


def comment_from(text: str) -> str:
    """What a person typed as a comment: one line without hidden characters.

    Raises:
        RefusedComment: If it is too long. It is never cut behind the writer's back.
    """
    comment = clean(text)
    if len(comment) > COMMENT_LIMIT:
        raise RefusedComment(
            f"The comment has {len(comment)} characters, but there is room for {COMMENT_LIMIT}:"
            " shorten it and save it again."
        )
    return comment


def with_or_without(reasons: tuple[Reason, ...], reason: Reason) -> tuple[Reason, ...]:
    """The reasons with one added, or taken away if it was there, in their usual order."""
    return tuple(each for each in Reason if (each in reasons) != (each is reason))
