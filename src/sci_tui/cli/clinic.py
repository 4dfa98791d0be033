"""The clinic that a kiosk stands in: its files, looked at anew for each visitor."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from sci_tui.domain.errors import BadSettings, Unprinted, UnreadableLibrary, Unsaved
from sci_tui.domain.feedback import Where
from sci_tui.kiosk_settings import KioskSettings, load
from sci_tui.places import bundled
from sci_tui.services.feedback import FeedbackBox
from sci_tui.services.kiosk_log import FILE_NAME, Event, KioskLog
from sci_tui.services.kiosk_outbox import KioskOutbox, Trouble
from sci_tui.services.library import Library, library_in_use, open_library
from sci_tui.services.office import Finding, Office
from sci_tui.services.supervision import State, notify, watchdog_interval
from sci_tui.site.kiosk.kiosk_site import KioskSite
from sci_tui.site.kiosk.staff_site import StaffSite
from sci_tui.voice.aloud import can_speak

if TYPE_CHECKING:
    from sci_tui.cli.house import House
    from sci_tui.site.pages import Page


_OFTEN: Final = 1.0


class ClinicOf:
    """The clinic whose files a house holds.

    Between visits it takes up what has changed: another edition, other settings. What cannot be
    read any more is written to the log, and the kiosk goes on with what it had.

    Raises:
        BadSettings: If kiosk.toml holds something that is not allowed.
        Unsaved: If there is no place for data.
    """

    def __init__(self, house: House) -> None:
        if house.places.data is None:
            raise Unsaved(
                "A kiosk has no place for its data: set HOME, or SCI_TUI_DATA_DIR to a directory."
            )
        self._house = house
        self._data = house.places.data
        self.log = KioskLog(self._data / FILE_NAME, _now)
        self.settings: KioskSettings = house.kiosk_settings
        """What the clinic has chosen, as of the last visit."""
        self._outbox = KioskOutbox(self._data, self._tell)
        self._library: Library | None = None
        self._read: tuple[Path, int, int] | None = None
        self._passed_over = ""
        self._is_ready = False

    def visit(self) -> KioskSite:
        """A site for the next visitor, who finds nothing of the one before.

        Raises:
            UnreadableLibrary: If there is nothing to read at all.
        """
        self._outbox.end_visit()
        self._take_up_settings()
        self._take_up_library()
        assert self._library is not None
        speaks = can_speak(os.environ)
        printer = self._print if self.settings.printer else None
        return KioskSite(
            self._library, self._answers(), self.settings, has_voice=speaks, printer=printer
        )

    def office(self) -> Office:
        """What the staff can look at and change as things are now."""
        return Office(
            self._data, self.settings, self._house.kiosk_pin, self.log, _here, self._look_around
        )

    def staff(self, office: Office, findings: tuple[Finding, ...]) -> StaffSite:
        """A site for the staff, who read what the last visitor could."""
        assert self._library is not None
        speaks = can_speak(os.environ)
        return StaffSite(self._library, self._answers(), office, findings, has_voice=speaks)

    @property
    def heartbeat(self) -> float:
        """Seconds between two signs of life, as often as whoever watches over it wants one."""
        return min(watchdog_interval(os.environ) or _OFTEN, _OFTEN)

    def lives(self) -> None:
        """Tell whoever watches over the kiosk that it answers."""
        notify(State.ALIVE if self._is_ready else State.READY, os.environ)
        self._is_ready = True

    def close(self) -> None:
        """Let go of every file."""
        self._outbox.close()
        if self._library:
            self._library.close()

    def _answers(self) -> FeedbackBox:
        return FeedbackBox(
            lambda: self._outbox, _now, lambda: str(uuid4()), Where.KIOSK, self.settings.comments
        )

    def _print(self, page: Page) -> str:
        """Print a page on the clinic's printer; what keeps it from that is told and logged."""
        from sci_tui.layout.paper import on_paper
        from sci_tui.services.printing import print_text

        try:
            return print_text(on_paper(page), self.settings.printer)
        except Unprinted:
            self.log.write(Event.PRINT_FAILED)
            raise

    def _look_around(self) -> tuple[Finding, ...]:
        from sci_tui.cli.kiosk_doctor import findings

        return findings(self._house)

    def _take_up_settings(self) -> None:
        try:
            self.settings = load(self.settings.file)
        except BadSettings:
            self.log.write(Event.SETTINGS_REFUSED)

    def _take_up_library(self) -> None:
        """Open the library that is there now, unless it is the one that is open."""
        file = self._file_to_read()
        found = (file, *identity(file))
        if self._library and found == self._read:
            return
        try:
            fresh = open_library(file, bundled=True)
        except UnreadableLibrary:
            if self._library is None:
                raise
            self.log.write(Event.LIBRARY_PASSED_OVER)
            return
        if self._library:
            self._library.close()
        self._library, self._read = fresh, found

    def _file_to_read(self) -> Path:
        if self._house.is_asked_for:
            return self._house.library_file
        in_use = library_in_use(self._data, bundled("data.db"))
        if in_use.passed_over != self._passed_over:
            self._passed_over = in_use.passed_over
            if in_use.passed_over:
                self.log.write(Event.LIBRARY_PASSED_OVER)
        return in_use.file

    def _tell(self, trouble: Trouble) -> None:
        aside = trouble.is_set_aside
        self.log.write(Event.STORE_SET_ASIDE if aside else Event.ANSWER_NOT_KEPT)


def identity(file: Path) -> tuple[int, int]:
    """Which file it is that stands at a path; none where there is nothing."""
    try:
        status = file.stat()
    except OSError:
        return (0, 0)
    return status.st_dev, status.st_ino


def _now() -> datetime:
    return datetime.now(UTC)


def _here() -> datetime:
    """The time where the clinic is, whose days begin and end there."""
    return datetime.now().astimezone()
