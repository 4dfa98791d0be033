"""Opening the kiosk: nobody leaves it by a key, and each visitor finds it as new."""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from sci_tui.cli.choosing import PLAIN, SCREEN_READER, asked_for, reader_for
from sci_tui.cli.endings import DONE
from sci_tui.cli.signals import ended_by_signals
from sci_tui.domain.feedback import Where
from sci_tui.places import bundled
from sci_tui.plain.kiosk import PlainKiosk
from sci_tui.services.feedback import FeedbackBox, outbox_in
from sci_tui.services.library import Library, open_library
from sci_tui.site.kiosk import wording
from sci_tui.site.kiosk.kiosk_site import KioskSite
from sci_tui.tui.kiosk.app import IGNORED, run
from sci_tui.tui.manner import Manner
from sci_tui.voice.aloud import can_speak

if TYPE_CHECKING:
    from argparse import Namespace

    from sci_tui.cli.house import House
    from sci_tui.kiosk_settings import KioskSettings


def open_kiosk(house: House, options: Namespace) -> int:
    """Open the kiosk, and return how it was left: by a signal, or by the staff.

    Raises:
        SciTuiError: If there is nothing to read, or what the clinic has chosen cannot be read.
    """
    for number in IGNORED:
        signal.signal(number, signal.SIG_IGN)
    clinic = ClinicOf(house)
    reader = reader_for(asked_for(options), os.environ, clinic.settings.reader).reader
    gc.freeze()
    gc.enable()
    if reader == PLAIN:
        kiosk = PlainKiosk(
            clinic, sys.stdin, sys.stdout, time.monotonic, ascii_only=house.ascii_only
        )
        with ended_by_signals():
            kiosk.run()
        return DONE
    by_ear = reader == SCREEN_READER
    manner = Manner(house.ascii_only, by_ear=by_ear, announced=wording.BY_EAR if by_ear else "")
    return run(clinic, bundled("styles"), time.monotonic, manner)


class ClinicOf:
    """The clinic whose files a house holds."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._library: Library | None = None
        self._box: FeedbackBox | None = None

    @property
    def settings(self) -> KioskSettings:
        """What the clinic has chosen."""
        return self._house.kiosk_settings

    def visit(self) -> KioskSite:
        """A site for the next visitor, who finds nothing of the one before."""
        if self._box:
            self._box.close()
        self._box = FeedbackBox(
            outbox_in(self._house.places.data),
            lambda: datetime.now(UTC),
            lambda: str(uuid4()),
            Where.KIOSK,
            self.settings.comments,
        )
        speaks = can_speak(os.environ)
        return KioskSite(self._current_library(), self._box, self.settings, has_voice=speaks)

    def lives(self) -> None:
        """Nobody has to be told yet."""

    def _current_library(self) -> Library:
        if self._library is None:
            self._library = open_library(self._house.library_file, bundled=True)
        return self._library
