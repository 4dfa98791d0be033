"""Giving, changing, reading and taking away feedback."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sci_tui.domain.errors import NotThere, Unsaved
from sci_tui.domain.feedback import (
    Feedback,
    Helpful,
    Reason,
    RefusedComment,
    Where,
    comment_from,
    with_or_without,
)
from sci_tui.exchange.feedback_files import FeedbackFormat, written
from sci_tui.store.outbox import FILE_NAME, Outbox
from sci_tui.whole_files import OWNER_ALONE, write_whole

STANDARD_OUTPUT: Final = "-"
"""As a destination: not a file, but what the program writes to."""


def outbox_in(directory: Path | None) -> Callable[[], Outbox]:
    """How to open the outbox of a data directory; None means that there is no such directory."""

    def opened() -> Outbox:
        if directory is None:
            raise Unsaved(
                "Your answers cannot be saved, because HOME is not set and so there is no place"
                " for them: set SCI_TUI_DATA_DIR to a directory."
            )
        return Outbox(directory / FILE_NAME)

    return opened


class FeedbackBox:
    """The feedback of one reader session.

    At home there is one answer about a study: a second one changes the first, also days later.
    Nothing is kept here but the ids of the session's answers: what is said about an answer is read
    from the store each time. In a kiosk each visitor has a session, the hour is kept instead of
    the time, and no visitor is shown the answer of another.

    Args:
        open_outbox: Opens the store; called when it is first needed.
        now: The time, with its time zone.
        new_id: A new random UUID, version 4.
        where: Where the answers are given.
        takes_comments: Whether comments are taken; if not said, everywhere but in a kiosk.
    """

    def __init__(
        self,
        open_outbox: Callable[[], Outbox],
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        where: Where = Where.HOME,
        takes_comments: bool | None = None,
    ) -> None:
        self._open_outbox = open_outbox
        self._now = now
        self._new_id = new_id
        self.where = where
        self.takes_comments = where is Where.HOME if takes_comments is None else takes_comments
        self._opened: Outbox | None = None
        self._given: dict[str, str] = {}

    def current(self, study: str) -> Feedback | None:
        """The answer to show on a study: the one of this session, else at home the latest.

        Raises:
            Unsaved: If the store cannot be read.
        """
        given = self._given_now(study)
        if given is None and self.where is Where.HOME:
            return self._outbox.latest(study)
        return given

    def answer(self, study: str, edition: int, helpful: Helpful) -> Feedback:
        """Say whether a summary helped, as the library's edition told it. It is saved on return.

        Raises:
            Unsaved: If it could not be saved.
        """
        before = self.current(study)
        if before:
            return self._changed(before._replace(helpful=helpful, edition=edition))
        return self._remembered(self._outbox.record(self._new(study, edition, helpful)))

    def toggle(self, study: str, reason: Reason) -> Feedback:
        """Add a reason to the current answer about a study, or take it back.

        Raises:
            NotThere: If there is no answer yet.
            Unsaved: If it could not be saved.
        """
        before = self._needed(study)
        return self._changed(before._replace(reasons=with_or_without(before.reasons, reason)))

    def comment(self, study: str, text: str) -> Feedback:
        """Put a comment to the current answer about a study; an empty one takes it away.

        Raises:
            RefusedComment: If it is too long, or comments are not taken here.
            NotThere: If there is no answer yet.
            Unsaved: If it could not be saved.
        """
        comment = comment_from(text)
        if comment and not self.takes_comments:
            raise RefusedComment("Comments are not taken here: choose from the reasons instead.")
        return self._changed(self._needed(study)._replace(comment=comment))

    def delete(self, feedback_id: str) -> None:
        """Delete an answer for good.

        Raises:
            NotThere: If there is none with this id.
            Unsaved: If it could not be deleted.
        """
        self._outbox.delete(feedback_id)

    def all(self) -> tuple[Feedback, ...]:
        """Every answer in the store, the oldest first.

        Raises:
            Unsaved: If the store cannot be read.
        """
        return self._outbox.all()

    def export(self, form: FeedbackFormat, destination: str) -> int:
        """Write every answer to a file, whole or not at all, and return how many there were.

        Args:
            form: How to write them.
            destination: The file, or ``-`` for standard output.

        Raises:
            Unsaved: If the store cannot be read or the file cannot be written.
        """
        answers = self.all()
        text = written(form, answers)
        if destination == STANDARD_OUTPUT:
            sys.stdout.write(text)
        else:
            _write_file(Path(destination), text)
        return len(answers)

    def close(self) -> None:
        """Let go of the store. It is opened again when needed."""
        if self._opened:
            self._opened.close()

    @property
    def _outbox(self) -> Outbox:
        if self._opened is None:
            self._opened = self._open_outbox()
        return self._opened

    def _given_now(self, study: str) -> Feedback | None:
        """The answer of this session, unless it was deleted since."""
        return self._outbox.get(self._given[study]) if study in self._given else None

    def _needed(self, study: str) -> Feedback:
        current = self.current(study)
        if current is None:
            raise NotThere(f"There is no answer about {study!r} yet: say yes, partly or no first.")
        return current

    def _new(self, study: str, edition: int, helpful: Helpful) -> Feedback:
        return Feedback(
            id=self._new_id(),
            sequence=0,
            study=study,
            edition=edition,
            helpful=helpful,
            reasons=(),
            comment="",
            given_at=_moment(self._now(), self.where),
            where=self.where,
        )

    def _changed(self, feedback: Feedback) -> Feedback:
        return self._remembered(self._outbox.replace(feedback))

    def _remembered(self, feedback: Feedback) -> Feedback:
        self._given[feedback.study] = feedback.id
        return feedback


def _moment(time: datetime, where: Where) -> str:
    """The time in UTC, to the second at home and to the hour in a kiosk."""
    exact = "%Y-%m-%dT%H:%M:%SZ" if where is Where.HOME else "%Y-%m-%dT%H:00:00Z"
    return time.astimezone(UTC).strftime(exact)


def _write_file(path: Path, text: str) -> None:
    """Write a file whole or not at all.

    Raises:
        Unsaved: If it cannot be written; what was there before still is.
    """
    try:
        if path.exists() and not path.is_file():
            # A device or a pipe: a rename would put a file in its place.
            path.write_text(text, encoding="utf-8")
        else:
            write_whole(path, text, OWNER_ALONE)
    except OSError as error:
        raise Unsaved(
            f"The answers could not be written to {path} ({error.strerror}): choose a place that"
            " can be written and has room."
        ) from error
