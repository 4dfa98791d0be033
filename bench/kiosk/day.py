"""A day of visitors without a rest: what a kiosk holds must not grow with them."""

import random
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from bench.kiosk.terminal import WAITS, Terminal, Vitals

VISITS_A_DAY: Final = 288
"""One every five minutes for 24 hours."""
_MOST_KEYS: Final = 40
_HOME: Final = "Finish: everything"


class Slope(NamedTuple):
    """How what a kiosk holds changes with its visits."""

    kilobytes_a_visit: float
    files: int


def visits(
    terminal: Terminal, number: int, seed: int, told: Callable[[int, Vitals], None]
) -> Iterator[Vitals]:
    """Let visitors come and go, each with other keys; yields what is held between them."""
    chance = random.Random(seed)
    for count in range(1, number + 1):
        terminal.until_shown(WAITS)
        terminal.send(b"\r")
        terminal.until_shown(_HOME)
        for _ in range(chance.randint(5, _MOST_KEYS)):
            terminal.send(chance.choice((b"1", b"2", b"3", b"4", b"6", b"8", b"0a", b"\r", b"\r")))
        for key in (b"\x1bOQ", b"\x1bOQ", b"h"):
            terminal.send(key)
        terminal.until_quiet()
        if WAITS not in terminal.text:
            terminal.send(b"q")
        terminal.until_shown(WAITS)
        vitals = terminal.vitals
        told(count, vitals)
        yield vitals


def slope(held: list[Vitals]) -> Slope:
    """The straight line nearest to what was held, after the first tenth, which fills caches."""
    later = held[len(held) // 10 :]
    middle = (len(later) - 1) / 2
    mean = sum(one.kilobytes for one in later) / len(later)
    above = sum((at - middle) * (one.kilobytes - mean) for at, one in enumerate(later))
    below = sum((at - middle) ** 2 for at in range(len(later)))
    return Slope(above / below if below else 0.0, later[-1].files - later[0].files)
