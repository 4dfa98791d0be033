"""Commands for whoever sets a kiosk up: its PIN, and whether its settings are right."""

import os
import sys
import warnings
from argparse import Namespace
from collections.abc import Iterator
from getpass import GetPassWarning, getpass
from pathlib import Path

from sci_tui.cli.endings import DONE, WrongUse
from sci_tui.cli.house import House
from sci_tui.domain.cleaning import clean
from sci_tui.domain.errors import BadSettings, NotThere, SciTuiError, UnreadableLibrary
from sci_tui.kiosk_settings import TABLE, KioskSettings, as_written, looked_over
from sci_tui.services.pin import LEAST_DIGITS, MOST_DIGITS, RefusedPin, check_new

_PATIENCE = 15
"""Seconds that the print system has for saying which queues there are."""


def kiosk(house: House, options: Namespace) -> int:
    """Set the PIN, or look over the settings."""
    if options.action == "set-pin":
        return set_pin(house)
    return check(house, options.file)


def set_pin(house: House) -> int:
    """Take a PIN from the terminal, where it is not shown, or from a pipe; it is given twice.

    Raises:
        RefusedPin: If it cannot be one, or the two are not the same.
        Unsaved: If it cannot be kept.
        WrongUse: If none is given.
    """
    asked = f"New PIN of the kiosk, {LEAST_DIGITS} to {MOST_DIGITS} digits: "
    pin = _typed(asked)
    check_new(pin)
    if _typed("The same once more: ") != pin:
        raise RefusedPin("The two were not the same, so no PIN is set: try again.")
    house.kiosk_pin.set(pin)
    house.say(f"The PIN is set. What it is checked against is in {house.kiosk_pin.file}.\n")
    return DONE


def check(house: House, file: str | None) -> int:
    """Show every setting of the kiosk; say what is worth knowing, and then what is wrong.

    Args:
        house: The house whose library, PIN and print queues are looked at.
        file: The settings file; None for the one that the kiosk would read.

    Raises:
        BadSettings: If a setting is wrong. Everything that is wrong is told, a line for each.
        NotThere: If a file was named and is not there.
    """
    settings, problems = looked_over(_file(house, file))
    house.say("".join(f"{line}\n" for line in _lines(settings)))
    wrong = list(problems)
    for look in (_shelf, _printer, _sticks, _pin):
        try:
            house.say("".join(f"note: {clean(note)}\n" for note in look(house, settings)))
        except BadSettings as error:
            wrong.append(str(error))
    if wrong:
        raise BadSettings("\n".join(wrong))
    house.say("Nothing is wrong with these settings.\n")
    return DONE


def _typed(prompt: str) -> str:
    """What is typed without being shown, or the next line of what is not a terminal."""
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        if not line:
            raise WrongUse(
                "No PIN was given: type it at the terminal, or give two lines that both hold it."
            )
        return line.strip()
    try:
        with warnings.catch_warnings():
            # Rather than show what is typed, where a terminal cannot be told not to.
            warnings.simplefilter("error", GetPassWarning)
            return getpass(prompt).strip()
    except EOFError as error:
        raise WrongUse("No PIN was given, so nothing is changed.") from error
    except GetPassWarning as error:
        raise WrongUse(
            "This terminal would show the PIN while it is typed: use another, or a pipe."
        ) from error


def _file(house: House, named: str | None) -> Path | None:
    if named is None:
        return house.places.kiosk
    if not os.path.lexists(named):
        raise NotThere(f"There is no file {clean(named)}: name the settings of a kiosk.")
    return Path(named)


def _lines(settings: KioskSettings) -> Iterator[str]:
    file = settings.file
    if file is None:
        yield "Settings of the kiosk: nowhere, because HOME is not set; all is as it comes"
    elif file.exists():
        yield f"Settings of the kiosk: {clean(str(file))}"
    else:
        yield f"Settings of the kiosk: {clean(str(file))} (not there, so all is as it comes)"
    for setting in TABLE:
        value = as_written(setting.key, settings.chosen(setting.key))
        yield f"{setting.key} = {value} (allowed: {setting.kind.allowed})"


def _shelf(house: House, settings: KioskSettings) -> Iterator[str]:
    """Whether the library holds what the clinic chose."""
    missing = []
    for slug in settings.shelf:
        try:
            house.library.card(slug)
        except NotThere:
            missing.append(slug)
        except UnreadableLibrary as error:
            yield f"shelf cannot be looked up: {error}"
            return
    if missing:
        raise BadSettings(
            f"{settings.place_of('shelf')}: shelf names {', '.join(missing)}. Allowed: studies of"
            " the library, as sci-tui studies lists them."
        )


def _printer(_: House, settings: KioskSettings) -> Iterator[str]:
    """Whether the print system knows the queue."""
    if not settings.printer:
        return
    from shutil import which

    lpstat = which("lpstat")
    if lpstat is None:
        yield "printer cannot be looked up, because lpstat is not here: install cups-client."
        return
    queues = _queues(lpstat)
    if queues is None:
        yield "printer cannot be looked up, because the print system does not answer."
    elif settings.printer not in queues:
        known = ", ".join(map(clean, queues)) or "none, as there is no queue here"
        raise BadSettings(
            f"{settings.place_of('printer')}: printer is {settings.printer!r}, which is no queue"
            f" here. Allowed: {known}."
        )


def _queues(lpstat: str) -> list[str] | None:
    """The print queues; None if they are not told."""
    import subprocess

    try:
        done = subprocess.run(
            [lpstat, "-e"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_PATIENCE,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.split()


def _sticks(_: House, settings: KioskSettings) -> Iterator[str]:
    try:
        is_there = Path(settings.sticks).is_dir()
    except OSError:
        is_there = False
    if not is_there:
        yield f"There is no folder {settings.sticks}, so no USB stick will be found: make it."


def _pin(house: House, _: KioskSettings) -> Iterator[str]:
    """Whether staff can get in. That is no matter of the settings, so it is a note."""
    try:
        house.kiosk_pin.wait()
    except SciTuiError as error:
        yield str(error)
