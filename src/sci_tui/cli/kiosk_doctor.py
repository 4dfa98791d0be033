"""Looks at all that a clinic's kiosk needs, and says how to mend what is not well."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sci_tui.cli.endings import WrongUse
from sci_tui.cli.house import House
from sci_tui.domain.cleaning import clean
from sci_tui.domain.errors import BadSettings, NoVoice, SciTuiError, Unsaved
from sci_tui.kiosk_settings import KioskSettings, load
from sci_tui.services.editions import ROOM_TO_LEAVE
from sci_tui.services.kiosk_log import FILE_NAME, KioskLog
from sci_tui.services.office import Finding
from sci_tui.services.sticks import sticks_in
from sci_tui.services.supervision import is_supervised, watchdog_interval
from sci_tui.site.wording import counted
from sci_tui.voice.espeak import Espeak

_PIN_NAME: Final = "kiosk-pin.json"
_SET_ASIDE: Final = "user-damaged-*.db"
_SOUND: Final = Path("/dev/snd")
_PLAYBACK: Final = "pcm*p"
_UNIT: Final = "sci-tui-kiosk.service"
_LEAST_WIDTH: Final = 40
_LEAST_HEIGHT: Final = 12
_PATIENCE: Final = 10
"""Seconds to wait for another program to answer."""
_MIB: Final = 1024**2


def is_kiosk(house: House) -> bool:
    """Whether there are settings of a kiosk, so that this computer is meant to be one."""
    file = house.places.kiosk
    return file is not None and os.path.lexists(file)


def _settings(house: House) -> str:
    return f"{load(house.places.kiosk).file}"


def _chosen(house: House) -> KioskSettings:
    """The settings, or those that come with the program where the file is wrong: that is said."""
    try:
        return load(house.places.kiosk)
    except BadSettings:
        return KioskSettings()


def _data(house: House) -> Path:
    if house.places.data is None:
        raise Unsaved(
            "A kiosk has no place for its data: set SCI_TUI_DATA_DIR to a directory in its unit."
        )
    return house.places.data


def _pin(house: House) -> str:
    file = _data(house) / _PIN_NAME
    again = "run sci-tui kiosk set-pin as the user of the kiosk"
    try:
        kept = json.loads(file.read_bytes())
    except FileNotFoundError as error:
        raise BadSettings(f"No PIN is set, so nobody can open the staff page: {again}.") from error
    except OSError as error:
        raise BadSettings(
            f"{file} cannot be read ({error.strerror}), so nobody can open the staff page: mend its"
            f" permissions, or {again}."
        ) from error
    except ValueError:
        kept = None
    if not isinstance(kept, dict):
        raise BadSettings(f"{file} is damaged, so nobody can open the staff page: {again}.")
    return "set"


def _disk(house: House) -> str:
    data = _data(house)
    place = data
    while not place.exists():
        place = place.parent
    try:
        disk = os.statvfs(place)
    except OSError as error:
        raise Unsaved(
            f"The disk with {data} does not answer ({error.strerror}): restart the computer, and"
            " replace the disk if it stays so."
        ) from error
    if disk.f_flag & os.ST_RDONLY:
        raise Unsaved(
            f"The disk with {data} can only be read, so no answer is kept: mount it for writing"
            " (mount -o remount,rw), and replace it if it fails again."
        )
    free = disk.f_bavail * disk.f_frsize
    if free < ROOM_TO_LEAVE or (disk.f_files and not disk.f_favail):
        how = "full" if not free or (disk.f_files and not disk.f_favail) else "nearly full"
        raise Unsaved(
            f"The disk with {data} is {how} ({free // _MIB} MiB are free): take the answers away on"
            " a stick, then delete what is not needed on the disk."
        )
    return f"{free // _MIB} MiB are free with {data}"


def _set_aside(house: House) -> str:
    names = sorted(file.name for file in _data(house).glob(_SET_ASIDE))
    if names:
        raise Unsaved(
            f"Damaged files of answers were set aside in {_data(house)}: {', '.join(names)}. Give"
            " them to somebody who can rescue what is in them, then delete them."
        )
    return "none"


def _log(house: House) -> str:
    log = KioskLog(_data(house) / FILE_NAME, lambda: datetime.now(UTC))
    if trouble := log.trouble():
        raise Unsaved(trouble)
    last = log.last(1)
    return f"can be written; the last line is: {last[0]}" if last else "can be written"


def _voice(house: House) -> str:
    if _chosen(house).speech == "never":
        return "not wanted, as kiosk.toml says"
    Espeak.found(os.environ)
    devices = sorted(_SOUND.glob(_PLAYBACK))
    if not devices:
        raise NoVoice(
            "There is no sound device, so nothing is heard: connect one, see whether aplay -l names"
            " it, and restart the kiosk."
        )
    if not any(os.access(device, os.R_OK | os.W_OK) for device in devices):
        raise NoVoice(
            "The sound device may not be used by this user: put the user of the kiosk into the"
            " group audio, and restart the kiosk."
        )
    return f"espeak-ng, {counted(len(devices), 'sound output')}; listen to it once yourself"


def _printer(house: House) -> str:
    queue = _chosen(house).printer
    if not queue:
        return "none is set up"
    if shutil.which("lpstat") is None:
        raise BadSettings(
            f"kiosk.toml names the printer {queue!r}, but nothing here can print: install the"
            " Debian packages cups and cups-client."
        )
    code, told = _answer("lpstat", "-p", queue)
    if code != 0:
        raise BadSettings(
            f"There is no printer called {queue!r}: set it up in CUPS, or give printer in"
            " kiosk.toml one of the names that lpstat -e shows."
        )
    if "disabled" in told:
        raise BadSettings(
            f"The printer {queue!r} is switched off in CUPS: see what it needs, then run cupsenable"
            f" {queue}."
        )
    return f"{queue}, which is ready"


def _sticks(house: House) -> str:
    place = Path(_chosen(house).sticks)
    if not place.is_dir():
        raise BadSettings(
            f"Sticks are looked for in {place}, which is not there: make that folder, or give"
            " sticks in kiosk.toml the one where they are mounted."
        )
    found = sticks_in(place)
    told = (f"{stick.path} with {stick.free // _MIB} MiB free" for stick in found)
    return f"looked for in {place}; {', '.join(told) or 'none is put in'}"


def _screen(house: House) -> str:
    if not house.is_utf8 and _chosen(house).characters != "ascii":
        raise BadSettings(
            "The locale is not UTF-8, so signs are lost: set LANG=C.UTF-8 in the unit of the kiosk,"
            ' or characters = "ascii" in kiosk.toml.'
        )
    if not sys.stdout.isatty():
        return "not measured, as this is not written to a screen"
    columns, rows = os.get_terminal_size(sys.stdout.fileno())
    if columns < _LEAST_WIDTH or rows < _LEAST_HEIGHT:
        raise WrongUse(
            f"The screen has {columns} columns and {rows} rows, and a kiosk needs {_LEAST_WIDTH} by"
            f" {_LEAST_HEIGHT}: choose smaller letters (dpkg-reconfigure console-setup)."
        )
    return f"{columns} columns, {rows} rows"


def _clock(house: House) -> str:
    published = house.library.edition().published
    now = datetime.now(UTC)
    if now.year * 10_000 + now.month * 100 + now.day < published.sort_key:
        raise BadSettings(
            f"The clock says {now:%Y-%m-%d}, and this edition of the library is from"
            f" {published.in_words}: set the clock (timedatectl set-time), and change the battery"
            " of the computer if it is wrong again."
        )
    return f"{now:%Y-%m-%d %H:%M} UTC, after the edition of {published.in_words}"


def _watchdog(_: House) -> str:
    seconds = watchdog_interval(os.environ)
    if seconds is not None:
        return f"a sign of life is sent every {seconds:g} seconds"
    if not is_supervised(os.environ) and not _unit_lacks_watchdog():
        return "looked after by systemd where the unit is installed; this was started by hand"
    raise BadSettings(
        "systemd would not notice if the kiosk hung: set Type=notify and WatchdogSec=30 in"
        f" {_UNIT}, then run systemctl daemon-reload and restart it."
    )


def _unit_lacks_watchdog() -> bool:
    """Whether the unit of the kiosk is installed and systemd waits for no sign of life."""
    if shutil.which("systemctl") is None:
        return False
    code, told = _answer("systemctl", "show", "--property=LoadState,WatchdogUSec", _UNIT)
    lines = told.splitlines()
    without = {"WatchdogUSec=0", "WatchdogUSec=infinity"} & set(lines)
    return code == 0 and "LoadState=loaded" in lines and bool(without)


def _answer(*command: str) -> tuple[int, str]:
    """How another program ended and what it said; as if it had failed where it hangs."""
    try:
        done = subprocess.run(
            command,
            env=os.environ | {"LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            text=True,
            errors="replace",
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return 1, ""
    return done.returncode, done.stdout


KIOSK_CHECKS: Final[tuple[tuple[str, Callable[[House], str]], ...]] = (
    ("Kiosk settings", _settings),
    ("Kiosk PIN", _pin),
    ("Kiosk disk", _disk),
    ("Kiosk answers set aside", _set_aside),
    ("Kiosk log", _log),
    ("Kiosk voice", _voice),
    ("Kiosk printer", _printer),
    ("Kiosk sticks", _sticks),
    ("Kiosk screen", _screen),
    ("Kiosk clock", _clock),
    ("Kiosk watchdog", _watchdog),
)
_FOR_STAFF: Final = (_pin, _disk, _set_aside, _log, _voice, _printer, _sticks, _watchdog)
"""What is looked at on the staff page: what its kiosk cannot be without."""


def findings(house: House) -> tuple[Finding, ...]:
    """What the staff of a running kiosk are told, on any thread."""
    names = {look: name.removeprefix("Kiosk ") for name, look in KIOSK_CHECKS}
    return tuple(_found(names[look], look, house) for look in _FOR_STAFF)


def _found(name: str, look: Callable[[House], str], house: House) -> Finding:
    title = name if name.isupper() else name.capitalize()
    try:
        # The name of a stick may be in it, or that of any folder.
        return Finding(title, clean(look(house)), is_well=True)
    except SciTuiError as error:
        return Finding(title, str(error), is_well=False)
