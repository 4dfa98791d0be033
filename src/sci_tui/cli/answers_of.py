"""The answers of a house, as the site asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sci_tui.cli.house import House
    from sci_tui.domain.feedback import Feedback, Helpful, Reason, Where


class AnswersOf:
    """Where the answers of a house are kept; most pages never ask, so nothing is loaded before."""

    def __init__(self, house: House) -> None:
        self._house = house

    @property
    def where(self) -> Where:
        """Where the answers are given."""
        return self._house.feedback.where

    @property
    def takes_comments(self) -> bool:
        """Whether comments are taken."""
        return self._house.feedback.takes_comments

    def current(self, study: str) -> Feedback | None:
        """The answer given about a study."""
        return self._house.feedback.current(study)

    def answer(self, study: str, edition: int, helpful: Helpful) -> Feedback:
        """Give an answer about a study as an edition told it, or change it."""
        return self._house.feedback.answer(study, edition, helpful)

    def toggle(self, study: str, reason: Reason) -> Feedback:
        """Add a reason, or take it back."""
        return self._house.feedback.toggle(study, reason)

    def comment(self, study: str, text: str) -> Feedback:
        """Give a comment."""
        return self._house.feedback.comment(study, text)

    def delete(self, feedback_id: str) -> None:
        """Forget an answer."""
        self._house.feedback.delete(feedback_id)

    def all(self) -> tuple[Feedback, ...]:
        """Every answer, in the order given."""
        return self._house.feedback.all()
