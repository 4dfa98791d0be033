"""The tables of the reader's own store, and the way there from each older version.

A new store is made as it is described here, by SQLite alone. An older one is taken there step by
step, by `migrations`. A test holds both ways against each other.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from sqlite_utils import Database

    Step = Callable[[Database], None]
else:
    Step = Any


class UserSchema(NamedTuple):
    """What a store has to look like.

    ``tables`` makes a new one. ``steps[0]`` takes version 1 to version 2, and so on. ``question``
    is one that only a store of ours can answer.
    """

    tables: tuple[str, ...]
    steps: tuple[Step, ...] = ()
    question: str = (
        "SELECT id, sequence, study, edition, helpful, reasons, comment, given_at, given_where"
        " FROM feedback LIMIT 0"
    )

    @property
    def version(self) -> int:
        """The ``PRAGMA user_version`` of a store that looks like this."""
        return len(self.steps) + 1


_FEEDBACK: Final = """
    CREATE TABLE feedback (
        id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
        sequence INTEGER UNIQUE NOT NULL CHECK (sequence >= 1),
        study TEXT NOT NULL CHECK (study <> ''),
        edition INTEGER NOT NULL CHECK (edition >= 1),
        helpful TEXT NOT NULL CHECK (helpful IN ('yes', 'partly', 'no')),
        reasons TEXT NOT NULL CHECK (json_valid(reasons)),
        comment TEXT NOT NULL CHECK (length(comment) <= 1000),
        given_at TEXT NOT NULL CHECK (given_at GLOB '????-??-??T??:??:??Z'),
        given_where TEXT NOT NULL CHECK (given_where IN ('home', 'kiosk'))
    ) STRICT
"""
_FEEDBACK_BY_STUDY: Final = "CREATE INDEX feedback_by_study ON feedback (study, sequence)"

USER_SCHEMA: Final = UserSchema(tables=(_FEEDBACK, _FEEDBACK_BY_STUDY))
