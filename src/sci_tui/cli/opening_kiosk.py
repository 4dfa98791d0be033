"""Opening the kiosk."""

from typing import Any

from sci_tui.cli.house import House
from sci_tui.domain.errors import NotThere


def open_kiosk(_: House, __: Any) -> int:
    """Open the kiosk.

    Raises:
        NotThere: Always, until there is one.
    """
    raise NotThere("There is no kiosk in this version: run sci-tui without --kiosk.")
