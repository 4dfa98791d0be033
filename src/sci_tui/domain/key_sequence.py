"""Keys that mean something only when they are typed one after the other."""

from collections import deque
from collections.abc import Callable


class KeySequence:
    """Waits for a few signs, typed in their order and not too slowly.

    Args:
        clock: Seconds that never jump.
        within: How many seconds the first and the last sign may be apart.
    """

    def __init__(self, clock: Callable[[], float], within: float) -> None:
        self._clock = clock
        self._within = within
        self._typed = deque[tuple[float, str]]()

    def completes(self, sign: str, awaited: str) -> bool:
        """Take note of a sign, and say whether it is the last of those awaited."""
        now = self._clock()
        self._typed.append((now, sign))
        while len(self._typed) > len(awaited):
            self._typed.popleft()
        is_complete = [typed for _, typed in self._typed] == list(awaited)
        if is_complete and now - self._typed[0][0] <= self._within:
            self.forget()
            return True
        return False

    def forget(self) -> None:
        """Begin anew."""
        self._typed.clear()
