"""What the libraries that draw still know of a visit when its screens are gone."""

import gc
import sys
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Any, Final

_DRAW: Final = ("textual", "rich")
_CACHED: Final = type(lru_cache(lambda: None))


def forget_what_was_drawn() -> None:
    """Forget the rows that were drawn and the words that were measured, which they keep to reuse.

    Textual holds some of them by the widgets they were drawn for, so that otherwise a kiosk would
    also grow with each of its first hundred visits.
    """
    for forget in _caches():
        forget()
    gc.collect()


@cache
def _caches() -> tuple[Callable[[], None], ...]:
    return tuple(found.cache_clear for found in _cached_functions())


def _cached_functions() -> Iterator[Any]:
    """Every function of those packages that keeps what it was asked before."""
    for name, module in tuple(sys.modules.items()):
        if name.partition(".")[0] in _DRAW:
            for held in tuple(vars(module).values()):
                members = tuple(vars(held).values()) if isinstance(held, type) else (held,)
                # A class or static method is wrapped once more.
                inner = (getattr(member, "__func__", member) for member in members)
                yield from (each for each in inner if isinstance(each, _CACHED))
