"""The settings of a clinic's kiosk, read into one frozen value."""

import tomllib
from pathlib import Path
from typing import NamedTuple

from sci_tui.domain.errors import BadSettings


class KioskSettings(NamedTuple):
    """What a clinic has chosen for its kiosk."""

    idle_on_study: int = 180
    idle_elsewhere: int = 60
    comments: bool = False
    reader: str = "visual"
    theme: str = "dark"
    characters: str = "auto"
    speech: str = "offered"
    rate: str = "175"
    volume: str = "80"
    scanning: str = "off"
    attract: int = 20
    shelf: tuple[str, ...] = ()
    note: str = ""
    staff_keys: str = "....."
    sticks: str = "/media/sci-tui"
    printer: str = ""
    shut_down: bool = False
    file: Path | None = None


def load(file: Path | None) -> KioskSettings:
    """Read the settings of a kiosk, or the defaults where there is no file.

    Raises:
        BadSettings: If the file cannot be read or holds something not allowed.
    """
    if file is None or not file.exists():
        return KioskSettings(file=file)
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
        return KioskSettings(
            **{key.replace("-", "_"): value for key, value in raw.items()}, file=file
        )
    except (OSError, ValueError, TypeError) as error:
        raise BadSettings(f"The settings in {file} cannot be read ({error}).") from error
