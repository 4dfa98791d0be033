"""How the reader reads: by eye or by ear, and with which signs."""

from typing import Final, NamedTuple


class Manner(NamedTuple):
    """How pages are shown.

    ``by_ear`` is for screen readers and braille displays: what is shown is made to be said, and it
    begins with ``announced``, which tells that this is on and why. ``ascii_only`` keeps to signs
    that every terminal has.
    """

    ascii_only: bool = False
    by_ear: bool = False
    announced: str = ""


BY_EYE: Final = Manner()
