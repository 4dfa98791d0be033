"""What a reader does while nobody touches a key."""

import time
from collections.abc import Iterator
from typing import Final

from bench.figures import BYTES, MILLISECONDS, Row, below
from bench.measures.measure import Measure
from bench.measures.start import HOME_TEXT
from bench.programs import Programs

_IDLE: Final = "idle: "


def idle(programs: Programs) -> Iterator[Row]:
    """Bytes written to the terminal, and time taken from the processor."""
    seconds = programs.times(10, 1)
    with programs.open(programs.reader()) as terminal:
        terminal.wait_until_usable(HOME_TEXT)
        terminal.settle(1.0)
        written, worked = len(terminal.seen), terminal.processor_seconds()
        deadline = time.perf_counter() + seconds
        while time.perf_counter() < deadline:
            terminal.settle(deadline - time.perf_counter())
        written, worked = len(terminal.seen) - written, terminal.processor_seconds() - worked
    yield below(f"{_IDLE}bytes in {seconds} s", 0, written, BYTES)
    # What rounds to 0 % of a core.
    yield below(f"{_IDLE}processor time in {seconds} s", 0.005 * seconds, worked, MILLISECONDS)


MEASURES: Final = (Measure("idle", f"{_IDLE}bytes", "<= 0 B", idle),)
