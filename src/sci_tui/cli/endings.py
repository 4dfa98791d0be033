"""How the program ends: its exit codes, and being ended by a signal."""

from sci_tui.domain.errors import SciTuiError

DONE = 0
CRASHED = 70
ENDED_BY_SIGNAL = 128
"""Plus the number of the signal."""


class WrongUse(SciTuiError):
    """The command line does not say what can be done."""

    exit_code = 2


class Ended(BaseException):
    """A signal asked the program to end."""

    def __init__(self, signal: int) -> None:
        super().__init__(signal)
        self.signal = signal
