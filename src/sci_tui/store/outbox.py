"""Feedback, kept in the reader's own store until someone takes it away."""

import json
from pathlib import Path
from typing import Final

from sci_tui.domain.cleaning import shown
from sci_tui.domain.errors import Damaged, NotThere, Unsaved
from sci_tui.domain.feedback import Feedback, Helpful, Reason, Where
from sci_tui.domain.tally import HourTally, StudyTally
from sci_tui.store.user_schema import USER_SCHEMA, UserSchema
from sci_tui.store.user_store import DELETED, PATIENCE, Row, UserStore

FILE_NAME: Final = "user.db"
"""What the store is called inside the data directory."""

_COLUMNS: Final = "id, sequence, study, edition, helpful, reasons, comment, given_at, given_where"
_RECORD: Final = (
    f"INSERT INTO feedback ({_COLUMNS})"
    " SELECT ?, coalesce(max(sequence), 0) + 1, ?, ?, ?, ?, ?, ?, ? FROM feedback"
    f" RETURNING {_COLUMNS}"
)
_REPLACE: Final = (
    "UPDATE feedback SET study = ?, edition = ?, helpful = ?, reasons = ?, comment = ?,"
    f" given_at = ?, given_where = ? WHERE id = ? RETURNING {_COLUMNS}"
)
_DELETE: Final = "DELETE FROM feedback WHERE id = ? RETURNING id"
_ALL: Final = f"SELECT {_COLUMNS} FROM feedback ORDER BY sequence"
_ONE: Final = f"SELECT {_COLUMNS} FROM feedback WHERE id = ?"
_LATEST: Final = f"SELECT {_COLUMNS} FROM feedback WHERE study = ? ORDER BY sequence DESC LIMIT 1"
_COUNTED: Final = "sum(helpful = 'yes'), sum(helpful = 'partly'), sum(helpful = 'no')"
_BY_STUDY: Final = (
    f"SELECT study, {_COUNTED}, sum(comment <> '') FROM feedback GROUP BY study ORDER BY study"
)
_BY_HOUR: Final = (
    f"SELECT substr(given_at, 1, 13), {_COUNTED} FROM feedback"
    " WHERE given_at >= ? AND given_at < ? GROUP BY 1 ORDER BY 1"
)
_NEWEST: Final = "SELECT coalesce(max(sequence), 0) FROM feedback"


class Outbox:
    """The answers in one store.

    Every method raises `Unsaved` if the store cannot be read or written, and of its kinds `Damaged`
    if the store itself may be the reason. What a method kept is on the disk when it returns.

    Args:
        path: The file of the store. Nothing needs to be there yet, nor its directory.
        schema: What the store has to look like.
        patience: Seconds to wait while another program keeps it locked.
    """

    def __init__(
        self, path: Path, schema: UserSchema = USER_SCHEMA, patience: float = PATIENCE
    ) -> None:
        self._store = UserStore(path, schema, patience)

    def record(self, feedback: Feedback) -> Feedback:
        """Keep a new answer; what is returned has its place in the order."""
        rows = self._store.write(_RECORD, (feedback.id, *_changeable(feedback)))
        return self._feedback(rows[0])

    def replace(self, feedback: Feedback) -> Feedback:
        """Keep a changed answer in the place of the one with the same id, in the same order.

        Raises:
            NotThere: If there is none.
        """
        rows = self._store.write(_REPLACE, (*_changeable(feedback), feedback.id))
        if not rows:
            raise _no_such_answer(feedback.id)
        return self._feedback(rows[0])

    def delete(self, feedback_id: str) -> None:
        """Delete an answer for good.

        Raises:
            NotThere: If there is none with this id.
        """
        if not self.get(feedback_id) or not self._store.write(_DELETE, (feedback_id,), DELETED):
            raise _no_such_answer(feedback_id)

    def all(self) -> tuple[Feedback, ...]:
        """Every answer, the oldest first."""
        return self._answers(_ALL)

    def get(self, feedback_id: str) -> Feedback | None:
        """The answer with this id, if it is there."""
        return next(iter(self._answers(_ONE, (feedback_id,))), None)

    def latest(self, study: str) -> Feedback | None:
        """The newest answer about a study, if there is one."""
        return next(iter(self._answers(_LATEST, (study,))), None)

    def by_study(self) -> tuple[StudyTally, ...]:
        """How the answers about each study are spread, in the order of the slugs."""
        return tuple(StudyTally(*row) for row in self._store.rows(_BY_STUDY))

    def by_hour(self, first: str, end: str) -> tuple[HourTally, ...]:
        """How the answers of each hour that has any are spread.

        Args:
            first: The moment from which answers count, as they hold it.
            end: The moment from which they count no more.
        """
        return tuple(
            HourTally(f"{hour}:00:00Z", *spread)
            for hour, *spread in self._store.rows(_BY_HOUR, (first, end))
        )

    def newest(self) -> int:
        """The place of the newest answer in the order; 0 without any."""
        return next((row[0] for row in self._store.rows(_NEWEST)), 0)

    def is_damaged(self) -> bool:
        """Whether all of the store, opened anew, is damaged or of another program."""
        try:
            self._store.examine()
        except Damaged:
            return True
        except Unsaved:
            return False
        return False

    def settle(self) -> None:
        """Leave no trace in the journal of what was changed or deleted, unless another reads."""
        self._store.settle()

    def close(self) -> None:
        """Let go of the file. It is opened again when needed."""
        self._store.close()

    def _answers(self, question: str, values: Row = ()) -> tuple[Feedback, ...]:
        return tuple(self._feedback(row) for row in self._store.rows(question, values))

    def _feedback(self, row: Row) -> Feedback:
        try:
            return _feedback_from(row)
        except (ValueError, TypeError, RecursionError) as error:
            raise self._store.damaged() from error


def _changeable(feedback: Feedback) -> Row:
    """Everything but what an answer keeps for good: its id and its place in the order."""
    return (
        feedback.study,
        feedback.edition,
        feedback.helpful,
        json.dumps(feedback.reasons),
        feedback.comment,
        feedback.given_at,
        feedback.where,
    )


def _feedback_from(row: Row) -> Feedback:
    number, sequence, study, edition, helpful, reasons, comment, given_at, where = row
    return Feedback(
        # What stands in the file may have been put there by hand.
        id=shown(number),
        sequence=sequence,
        study=shown(study),
        edition=edition,
        helpful=Helpful(helpful),
        reasons=tuple(Reason(reason) for reason in json.loads(reasons)),
        comment=shown(comment),
        given_at=shown(given_at),
        where=Where(where),
    )


def _no_such_answer(feedback_id: str) -> NotThere:
    return NotThere(
        f"There is no answer {feedback_id!r} in the store: look in the list of your answers for"
        " those that are there."
    )
