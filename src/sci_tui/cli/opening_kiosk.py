"""Opening the kiosk: nobody leaves it by a key, and each visitor finds it as new."""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from typing import TYPE_CHECKING, NoReturn

from sci_tui.cli import streams
from sci_tui.cli.choosing import PLAIN, SCREEN_READER, asked_for, reader_for
from sci_tui.cli.clinic import ClinicOf
from sci_tui.cli.crash import told_without_words
from sci_tui.cli.endings import CRASHED
from sci_tui.cli.signals import ended_by_signals
from sci_tui.domain.errors import SciTuiError
from sci_tui.places import bundled
from sci_tui.services.kiosk_log import Event
from sci_tui.services.supervision import State, notify
from sci_tui.site.kiosk import wording

if TYPE_CHECKING:
    from argparse import Namespace

    from sci_tui.cli.house import House

IGNORED = (
    signal.SIGINT,
    signal.SIGQUIT,
    signal.SIGTSTP,
    signal.SIGTTIN,
    signal.SIGTTOU,
    signal.SIGUSR1,
    signal.SIGUSR2,
)
"""Signals by which a kiosk is neither left nor stopped."""


def open_kiosk(house: House, options: Namespace) -> int:
    """Open the kiosk, and return how it was left: by a signal, or by the staff.

    Raises:
        SciTuiError: If there is nothing to read, or what the clinic has chosen is not allowed.
    """
    for number in IGNORED:
        signal.signal(number, signal.SIG_IGN)
    # A kiosk whose terminal is gone is over, also where whoever started it ignores that.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    clinic = ClinicOf(house)
    try:
        return _opened(house, clinic, asked_for(options))
    except SciTuiError:
        raise
    except Exception as error:  # noqa: BLE001 - told where it is mended, without words of a visitor
        clinic.log.write(Event.CRASHED)
        streams.complain(told_without_words(error))
        return CRASHED
    finally:
        notify(State.STOPPING, os.environ)
        clinic.close()


def _opened(house: House, clinic: ClinicOf, asked: str) -> int:
    chosen = reader_for(asked, os.environ, clinic.settings.reader)
    gc.freeze()
    gc.enable()
    if chosen.reader == PLAIN:
        return _opened_plainly(house, clinic)
    from sci_tui.tui.kiosk.app import RENEW, run
    from sci_tui.tui.manner import Manner

    by_ear = chosen.reader == SCREEN_READER
    manner = Manner(house.ascii_only, by_ear=by_ear, announced=wording.BY_EAR if by_ear else "")
    code = run(clinic, bundled("styles"), time.monotonic, manner)
    if code == RENEW:
        clinic.close()
        start_afresh()
    return code


def start_afresh() -> NoReturn:
    """Be the same program anew, in the same process and on the same terminal.

    Signals that are ignored stay ignored, and whoever watches over the process knows it still.
    """
    streams.flush()
    os.execv(sys.executable, (sys.executable, *sys.orig_argv[1:]))


def _opened_plainly(house: House, clinic: ClinicOf) -> int:
    from sci_tui.plain.kiosk import PlainKiosk

    kiosk = PlainKiosk(clinic, sys.stdin, sys.stdout, time.monotonic, ascii_only=house.ascii_only)
    with ended_by_signals():
        return kiosk.run()
