"""The outbox of a kiosk, where nobody is there to mend a store."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from sci_tui.domain.errors import Damaged, NotThere, Unsaved
from sci_tui.domain.feedback import Feedback
from sci_tui.store.outbox import FILE_NAME, Outbox
from sci_tui.store.setting_aside import held, set_aside
from sci_tui.store.user_store import PATIENCE

UNSAVED_HERE: Final = (
    "Your answer could not be kept on this machine. Everything else works: read on, and tell the"
    " staff if you like."
)
"""What a visitor is told, who can do nothing about it. The reason is told to the log."""

Told = TypeVar("Told")


class Trouble(NamedTuple):
    """What went wrong with the store, in one sentence without any word of a visitor.

    Nothing is lost where the store was set aside: the answer is in a fresh one.
    """

    sentence: str
    is_set_aside: bool = False


class KioskOutbox(Outbox):
    """The answers of a kiosk, one object for all visits: opening takes a look at all answers.

    A store that is damaged or of another program is set aside, a fresh one is begun, and the
    answer that was being given is kept in it. A store of a newer program is left alone. Where an
    answer cannot be kept, `Unsaved` says so to the visitor and ``tell`` hears why.

    Reading all answers and counting them are for the staff: they set nothing aside, and what they
    raise says why.

    Args:
        directory: The data directory.
        tell: Hears each trouble once.
        patience: Seconds to wait while another program keeps the store locked.
    """

    def __init__(
        self, directory: Path, tell: Callable[[Trouble], None], patience: float = PATIENCE
    ) -> None:
        self._path = directory / FILE_NAME
        self._tell = tell
        self._patience = patience
        self._told = set[str]()
        super().__init__(self._path, patience=patience)

    def record(self, feedback: Feedback) -> Feedback:
        """Keep a new answer; what is returned has its place in the order."""
        kept = self._kept(partial(super().record, feedback))
        self._told.clear()
        return kept

    def replace(self, feedback: Feedback) -> Feedback:
        """Keep a changed answer, as a new one if the store that held it was set aside."""
        try:
            return self._kept(partial(super().replace, feedback))
        except NotThere:
            return self.record(feedback)

    def get(self, feedback_id: str) -> Feedback | None:
        """The answer with this id, if it is there."""
        return self._kept(partial(super().get, feedback_id))

    def end_visit(self) -> None:
        """Leave no word behind that a visitor took back. The store stays open for the next one."""
        try:
            self.settle()
        except Unsaved as error:
            self._say(str(error))

    def _kept(self, step: Callable[[], Told]) -> Told:
        try:
            try:
                return self._among_others(step)
            except Damaged:
                self._begin_afresh()
                return self._among_others(step)
        except Unsaved as error:
            self._say(str(error))
        except OSError as error:
            self._say(f"Answers cannot be kept in {self._path}: {_reason(error)}.")
        raise Unsaved(UNSAVED_HERE)

    def _among_others(self, step: Callable[[], Told]) -> Told:
        with held(self._path.parent, self._patience):
            return step()

    def _begin_afresh(self) -> None:
        """Set the store aside, unless what is there now is sound: another kiosk may be faster."""
        with held(self._path.parent, self._patience, alone=True):
            if self.is_damaged():
                self.close()
                aside = set_aside(self._path)
                self._say(
                    f"The store of answers {self._path} was damaged or not one of sci-tui: it is"
                    f" now {aside.name} beside it, and a fresh one is begun. Keep that file for"
                    " whoever can look what is left in it.",
                    is_set_aside=True,
                )

    def _say(self, sentence: str, *, is_set_aside: bool = False) -> None:
        """Tell a trouble, but not at each press that meets it again before an answer is kept."""
        if sentence not in self._told:
            self._told.add(sentence)
            # The log may stand on the disk that is full; that keeps nobody from answering.
            with suppress(OSError):
                self._tell(Trouble(sentence, is_set_aside))


def _reason(error: OSError) -> str:
    return "another program keeps it locked" if isinstance(error, TimeoutError) else str(error)
