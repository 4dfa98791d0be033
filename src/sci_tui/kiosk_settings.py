"""What a clinic has chosen for its kiosk."""

from pathlib import Path
from typing import NamedTuple


class KioskSettings(NamedTuple):
    """What a clinic has chosen."""

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
