"""Random keys, the same for the same seed: what hands, cats and broken keyboards do."""

import random
import signal
from collections.abc import Callable, Iterator
from typing import Final

from bench.kiosk.terminal import SIZE, Terminal, Vitals

_KEYS: Final = (
    *(f"\x1b[{c}".encode() for c in "ABCDFHZ"),
    *(f"\x1b[{n}~".encode() for n in (1, 2, 3, 4, 5, 6, 11, 15, 17, 18, 19, 20, 21, 23, 24)),
    *(f"\x1bO{c}".encode() for c in "PQRSABCDHFM"),
    *(f"\x1b[1;{m}{c}".encode() for m in (2, 3, 5, 6) for c in "ABCDHF"),
)
_CONTROLS: Final = (*tuple(bytes((code,)) for code in range(32)), b"\x7f")
_PASTED: Final = (
    b"\x1b[200~\x1b]52;c;aGVsbG8=\x07\x1b[201~",
    b"\x1b[200~q\rq\r\x03\x1a\x1b[201~",
    b"\x1b]0;title\x07",
    b"\x1bP$qm\x1b\\",
    b"\x1b[?1049l\x1b[?25l",
    b"\x1b[<0;10;10M\x1b[<0;10;10m",
    b"\x1b[M !!",
    b"\x1b[I\x1b[O",
    b"\x1b[?2026;2$y",
    b"\x1b[24;80R",
    b"\x1b[?1;2c",
    b"\x1b[",
    b"\x1b",
    b"\x1b[200~",
    b"\x1b[201~",
    "\u202e\u2066\ufeff\U000e0041é漢🦽".encode(),
)
_SIGNALS: Final = (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGWINCH, signal.SIGCONT)
_BETWEEN_SIGNALS: Final = 997
_BETWEEN_SIZES: Final = 4_999
LOOK_EVERY: Final = 20_000
"""Keys between looks at whether it is well."""
_BATCH: Final = 97


def typed(number: int, seed: int) -> Iterator[bytes]:
    """So many keys, the same for the same seed."""
    chance = random.Random(seed)
    kinds = (
        lambda: chance.choice(b"0123456789\r "),
        lambda: chance.choice(b"abcdefghijklmnopqrstuvwxyzABC,.?/*-+[]"),
        lambda: chance.choice(_KEYS),
        lambda: chance.choice(_CONTROLS),
        lambda: chance.randbytes(1),
        lambda: chance.choice(_PASTED),
    )
    for _ in range(number):
        (kind,) = chance.choices(kinds, weights=(15, 20, 20, 20, 22, 3))
        made = kind()
        yield bytes((made,)) if isinstance(made, int) else made


def press(
    terminal: Terminal, number: int, seed: int, told: Callable[[int, Vitals], None]
) -> Iterator[Vitals]:
    """Type random keys at a kiosk, with signals and changes of size among them.

    Args:
        terminal: Where the kiosk is.
        number: How many keys.
        seed: For the same keys again.
        told: Told after how many keys it was found well, and what it held.

    Yields:
        What it held each time.

    Raises:
        Unwell: If it is not the kiosk any more, not healthy, or the terminal not in order.
    """
    chance = random.Random(seed + 1)
    batch: list[bytes] = []
    terminal.look_away()
    for count, key in enumerate(typed(number, seed), start=1):
        batch.append(key)
        if len(batch) == _BATCH:
            terminal.send(b"".join(batch))
            batch.clear()
            terminal.until_done()
        if count % _BETWEEN_SIGNALS == 0:
            terminal.kill(chance.choice(_SIGNALS))
        if count % _BETWEEN_SIZES == 0:
            terminal.resize(chance.randint(1, 200), chance.randint(1, 60))
        if count % LOOK_EVERY == 0 or count == number:
            terminal.send(b"".join(batch))
            batch.clear()
            terminal.resize(*SIZE)
            # The end of what was pasted may have been left out.
            terminal.send(b"\x1b[201~")
            vitals = terminal.check()
            told(count, vitals)
            yield vitals
            terminal.look_away()
