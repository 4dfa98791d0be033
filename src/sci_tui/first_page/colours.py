"""The colours of a theme as a terminal takes them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from sci_tui.layout.themes import themes

_TRUE_COLOUR: Final = ("truecolor", "24bit")
_OF_256: Final = ("256color", "kitty")
_NO_TERMINAL: Final = ("dumb", "unknown")
_OWN: Final = "terminal"
"""The theme that leaves the colours to the terminal."""

_DEFAULT: Final = "ansi_default"
_OF_TERMINAL: Final = {_DEFAULT: 1, "ansi_black": -8, "ansi_white": -1}
"""How the code of a colour of the terminal's own differs from that of any other colour."""
_CODE: Final = "code"
"""The role of codes for a camera. Without colours they stand in reverse, as in the style sheet."""


class Colours:
    """The colours of one theme by role, as codes of a terminal.

    Args:
        file: The file with all themes.
        theme: The name of the one that is chosen.
        environment: Where the terminal says how many colours it has, and the reader if any are
            wanted. It is understood as Textual understands it.
    """

    def __init__(self, file: Path, theme: str, environment: Mapping[str, str]) -> None:
        term = environment.get("TERM", "").strip().lower()
        self._is_true = environment.get("COLORTERM", "").strip().lower() in _TRUE_COLOUR
        self._is_styled = term not in _NO_TERMINAL
        has_many = self._is_true or term.rpartition("-")[2] in _OF_256
        self._wants_any = "NO_COLOR" not in environment
        self._roles = themes(file)[theme if has_many and self._wants_any else _OWN]

    def on(self, ground: str, ink: str, *, bold: bool = False) -> str:
        """What makes a terminal write in the colour of one role on that of another."""
        if not self._is_styled:
            return ""
        weight = "1;" if bold else ""
        if ink == _CODE and not self._wants_any:
            weight += "7;"
        return f"\x1b[{weight}{self._code(ink, 38)};{self._code(ground, 48)}m"

    def _code(self, role: str, plane: int) -> str:
        colour = self._roles[role] if self._wants_any else _DEFAULT
        if not colour.startswith("#"):
            return str(plane + _OF_TERMINAL[colour])
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        if self._is_true:
            return f"{plane};2;{red};{green};{blue}"
        return f"{plane};5;{number_of_256(red, green, blue)}"


def number_of_256(red: int, green: int, blue: int) -> int:
    """The nearest of the 256 colours, chosen as Rich chooses it."""
    least, most = min(red, green, blue) / 255, max(red, green, blue) / 255
    light = (least + most) / 2
    if _saturation(least, most) < 0.15:
        grey = round(light * 25)
        return {0: 16, 25: 231}.get(grey, 231 + grey)
    steps = (part / 95 if part < 95 else 1 + (part - 95) / 40 for part in (red, green, blue))
    six_red, six_green, six_blue = map(round, steps)
    return 16 + 36 * six_red + 6 * six_green + six_blue


def _saturation(least: float, most: float) -> float:
    if least == most:
        return 0.0
    total = least + most
    return (most - least) / (total if total <= 1 else 2 - total)
