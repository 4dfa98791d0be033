"""Prints text to a queue of CUPS, the printing system of Linux, through its ``lp``."""

import os
import signal
import subprocess
from contextlib import suppress
from typing import Final

from sci_tui.domain.cleaning import clean
from sci_tui.domain.errors import Unprinted

PATIENCE: Final = 5.0
"""Seconds that ``lp`` may take to hand the text over; printing itself goes on without us."""

SENT: Final = "Sent to the printer."
_NO_LP: Final = "Nothing was printed, as this computer has no lp (package cups-client)."
_NO_QUEUE: Final = "Nothing was printed, as there is no printer named {queue}."
_SLOW: Final = "Nothing was printed: the printer {queue} did not answer in {seconds:g} seconds."
_REFUSED: Final = "Nothing was printed, as the printer {queue} refused: {why}"
_NOT_KNOWN: Final = ("does not exist", "unknown destination", "unknown printer")
"""How ``lp`` says that there is no such queue."""
_TITLE: Final = "sci_tui"
"""What the queue shows of a job: never which study it is."""
_MOST_SAID: Final = 100


def print_text(text: str, queue: str, patience: float = PATIENCE) -> str:
    """Print a text, and return the sentence that says so.

    Args:
        text: Lines as they are to be on the paper.
        queue: The name of the queue.
        patience: Seconds after which it is given up.

    Raises:
        Unprinted: If there is no ``lp`` or no such queue, or it refuses or does not answer.
    """
    try:
        # A session of its own, so that whatever lp has started ends with it.
        process = subprocess.Popen(
            ["lp", "-d", queue, "-t", _TITLE, "-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            # Its messages in English, by which they are told apart, and its text as UTF-8.
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            start_new_session=True,
        )
    except OSError as error:
        raise Unprinted(_NO_LP) from error
    with process:
        try:
            _, complaint = process.communicate(text.encode(), patience)
        except subprocess.TimeoutExpired as error:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            raise Unprinted(_SLOW.format(queue=queue, seconds=patience)) from error
    if process.returncode:
        raise Unprinted(_why(queue, complaint.decode(errors="replace")))
    return SENT


def _why(queue: str, complaint: str) -> str:
    if any(known in complaint.casefold() for known in _NOT_KNOWN):
        return _NO_QUEUE.format(queue=queue)
    said = clean(complaint).removeprefix("lp: ")[:_MOST_SAID] or "it did not say why."
    return _REFUSED.format(queue=queue, why=said)
