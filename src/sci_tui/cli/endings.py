"""How the program ends: its exit codes, and being ended by a signal."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final, NoReturn

from sci_tui.domain.errors import SciTuiError

DONE: Final = 0
CRASHED: Final = 70
ENDED_BY_SIGNAL: Final = 128
"""Plus the number of the signal."""


class WrongUse(SciTuiError):
    """The command line does not say what can be done."""

    exit_code = 2


class Ended(BaseException):
    """A signal asked the program to end."""

    def __init__(self, signal: int) -> None:
        super().__init__(signal)
        self.signal = signal


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Let the signals that ask to end be an orderly way to leave, so that all is tidied up.

    A signal that is ignored, as under ``nohup``, stays ignored.
    """
    import signal

    asking = (signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in asking}
    for number, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(number, _end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int, frame: FrameType | None) -> NoReturn:
    raise Ended(number)
