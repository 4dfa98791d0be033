"""What every voice can do, whatever program is behind it."""

from typing import Final, NamedTuple, Protocol

from sci_tui.domain.errors import NoVoice
from sci_tui.voice.hush import Hush

SLOWEST: Final = 80
FASTEST: Final = 450
"""Words a minute: what espeak-ng can do, and nearly what anyone can follow."""

NOTHING_SPEAKS: Final = (
    "Nothing on this computer can read aloud: install the Debian package espeak-ng, or install"
    " speech-dispatcher and speech-dispatcher-espeak-ng and start it, then try again."
)


class CutIn(NoVoice):
    """Another program took the voice for itself."""


class Pace(NamedTuple):
    """How fast, in words a minute, and how loud, in percent."""

    rate: int
    volume: int

    def patience(self, text: str) -> float:
        """Seconds after which a voice that has still not said a text is taken to hang.

        Four times what the text should take, as figures are written shorter than they are said,
        and half a minute for a voice that has to wait its turn.
        """
        words = len(text) / 5
        return 30 + 4 * words * 60 / self.rate


def pace(rate: int, volume: int) -> Pace:
    """The nearest pace that every voice can keep."""
    return Pace(min(max(rate, SLOWEST), FASTEST), min(max(volume, 0), 100))


class Engine(Protocol):
    """A program that speaks. One thread uses it, and closes it."""

    def say(self, text: str, pace: Pace, hush: Hush) -> None:
        """Say a text, and come back once it is said or, if silence is asked for, once it is kept.

        Args:
            text: One line without control characters.
            pace: How fast and how loud.
            hush: Asks for silence from another thread.

        Raises:
            CutIn: If another program took the voice.
            NoVoice: If it cannot speak, or stopped in the middle.
        """

    def close(self) -> None:
        """Leave nothing behind."""
