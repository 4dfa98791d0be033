"""The screen of the staff's time at a kiosk: the same keys as a visit, and more to do."""

import asyncio
import time
from collections.abc import Callable
from typing import Final

from textual import events, on
from textual.message import Message

from sci_tui.domain.errors import SciTuiError
from sci_tui.kiosk_settings import TABLE, Note
from sci_tui.site.actions import Ask, Done, ForStaff, Target
from sci_tui.site.kiosk import staff_wording as wording
from sci_tui.site.kiosk.staff_site import StaffSite
from sci_tui.site.pages import Quote
from sci_tui.site.routes import HOME
from sci_tui.site.staff_actions import (
    AskNote,
    Change,
    Export,
    Install,
    Leave,
    LookAround,
    LookAt,
    PutOnShelf,
    RollBack,
    Slow,
    TakeOffShelf,
    Way,
)
from sci_tui.tui.kiosk.visit import VisitScreen
from sci_tui.tui.manner import Manner
from sci_tui.tui.widgets.bars import Where

_NOTE: Final = "note"
"""What is asked for when the note is."""
_MOST_BUSY: Final = 900.0
"""Seconds after which something that goes on is taken to hang, so that it keeps nobody there."""
_NOTE_SIGNS: Final = next(each.kind.most for each in TABLE if isinstance(each.kind, Note))


class StaffScreen(VisitScreen):
    """Shows the staff's pages, and does what takes a moment beside the keys.

    Args:
        site: The staff's site.
        manner: How pages are shown.
        restyle: What to do when other colours may have been chosen, with their name.
    """

    class Left(Message):
        """The staff leave the kiosk."""

        def __init__(self, way: Way) -> None:
            super().__init__()
            self.way = way

    class _Acted(Message):
        """Something that took a moment is done."""

        def __init__(self, done: Done) -> None:
            super().__init__()
            self.done = done

    def __init__(self, site: StaffSite, manner: Manner, *, restyle: Callable[[str], None]) -> None:
        super().__init__(site, manner, restyle=restyle)
        self._office = site
        self._busy_since: float | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something goes on that may take a moment, and has not taken far too long."""
        began = self._busy_since
        is_acting = began is not None and time.monotonic() - began < _MOST_BUSY
        return is_acting or super().is_busy

    def _fit(self) -> None:
        super()._fit()
        if self._page.route == HOME and not self.manner.by_ear:
            self.query_one(Where).update(wording.STAFF)

    # ------------------------------------------------------------ doing

    def _follow(self, target: Target, quote: Quote | None = None) -> None:
        match target:
            case ForStaff(AskNote(note)):
                self.ask(_NOTE, wording.YOUR_NOTE, note, _NOTE_SIGNS)
            case ForStaff(Leave(way)):
                self._office.leave(way)
                self.post_message(self.Left(way))
            case ForStaff(LookAround() | Export() | LookAt() | Install() | RollBack() as slow):
                self._begin(slow)
            case ForStaff(PutOnShelf() | TakeOffShelf() | Change() as action):
                self._done(self._office.do(action))
            case _:
                super()._follow(target, quote)

    def _begin(self, action: Slow) -> None:
        """Do what may take a moment beside the keys."""
        self._busy_since = time.monotonic()
        self.say(wording.A_MOMENT)

        async def act() -> None:
            self.post_message(self._Acted(await asyncio.to_thread(self._office.do, action)))

        self.run_worker(act(), name="staff")

    @on(_Acted)
    def _acted(self, message: _Acted) -> None:
        self._busy_since = None
        self._done(message.done)

    def on_key(self, event: events.Key) -> None:
        """While something goes on, no key does anything else."""
        if self._busy_since is None:
            super().on_key(event)
            return
        event.stop()
        event.prevent_default()
        self.say(wording.A_MOMENT)

    def move_at_once(self, key: str) -> bool:
        """While something goes on, the page stays where it is."""
        return self._busy_since is None and super().move_at_once(key)

    # ------------------------------------------------------------ the note

    def told(self, asked: Ask | str, text: str) -> None:
        """Go on with what was typed."""
        if asked != _NOTE:
            super().told(asked, text)
            return
        try:
            done = self._office.write_note(text)
        except SciTuiError as error:
            self.refuse(str(error))
            return
        self.close_prompt()
        self._done(done)
