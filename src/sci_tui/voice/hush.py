"""How one thread is told by another to be silent, and hears it while it waits."""

import select
import socket


class Hush:
    """A request for silence: made once, from any thread, and heard at once by the one who speaks.

    It is the two ends of a line rather than a flag, so that a thread which waits for a voice to
    finish need not look up every few milliseconds.
    """

    def __init__(self) -> None:
        self._ear, self._mouth = socket.socketpair()

    @property
    def is_asked(self) -> bool:
        """Whether silence was asked for."""
        return self._mouth.fileno() < 0

    def ask(self) -> None:
        """Ask for silence, for good."""
        self._mouth.close()

    def forget(self) -> None:
        """Give the line back to the system; the one who speaks does this when all is over."""
        self._mouth.close()
        self._ear.close()

    def comes_before(self, descriptor: int, seconds: float) -> bool:
        """Wait until there is something to read; whether silence was asked for before that.

        Args:
            descriptor: The file descriptor of a socket, or of a process, whose end is read.
            seconds: How long to wait at most.

        Raises:
            TimeoutError: If neither happened in that time.
        """
        poll = select.poll()
        poll.register(self._ear, select.POLLIN)
        poll.register(descriptor, select.POLLIN)
        ready = {found for found, _ in poll.poll(seconds * 1000)}
        if not ready:
            raise TimeoutError
        return self._ear.fileno() in ready
