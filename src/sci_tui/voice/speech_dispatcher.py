"""The speech-dispatcher service, spoken to in its own protocol (SSIP) over its socket.

Debian's python3-speechd speaks it too, but it is there only for Debian's own Python and not on
PyPI, so a program in an environment of its own cannot have it. The service is never started by us:
if it does not run, its owner does not use it.
"""

import socket
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from sci_tui.domain.errors import NoVoice
from sci_tui.voice.engine import FASTEST, NOTHING_SPEAKS, SLOWEST, CutIn, Pace
from sci_tui.voice.hush import Hush

_PATIENCE: Final = 2.0
"""Seconds for anything that the service does at once when it is well."""
_LONGEST_LINE: Final = 65_536
_INET: Final = ("localhost", 6560)
"""Where the service listens if it is to use the network and nothing else is said."""
_USUAL_RATE: Final = 170
"""Words a minute at the service's rate 0, as its espeak-ng module comes."""
_HELLO: Final = (
    "SET SELF CLIENT_NAME reader:sci-tui:aloud",
    "SET SELF LANGUAGE en",
    "SET SELF SSML_MODE off",
    "SET SELF PRIORITY text",
    "SET SELF NOTIFICATION END on",
    "SET SELF NOTIFICATION CANCEL on",
)

Address = str | tuple[str, int]
"""The path of a socket, or a host and a port."""


class _Refused(Exception):
    """The service answered, but not with yes."""


class SpeechDispatcher:
    """Speaks through speech-dispatcher, in English, with the voice that its owner set up.

    Only the thread that uses it touches the socket, so that every question gets its own answer.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection
        self._received = b""
        self._said: set[str] = set()
        self._cancelled: set[str] = set()

    @classmethod
    def found(cls, environ: Mapping[str, str]) -> "SpeechDispatcher":
        """The service, if it runs.

        Raises:
            NoVoice: If it does not run or does not answer.
        """
        try:
            service = cls(_connected(address(environ)))
        except (OSError, ValueError) as error:
            raise NoVoice(NOTHING_SPEAKS) from error
        try:
            for command in _HELLO:
                service._ask(command)
        except (OSError, _Refused) as error:
            service._give_up()
            raise NoVoice(NOTHING_SPEAKS) from error
        return service

    def say(self, text: str, pace: Pace, hush: Hush) -> None:
        """Say a text, and come back once it is said, or silence was asked for and is kept.

        Raises:
            CutIn: If another program silenced it.
            NoVoice: If the service stops answering or refuses.
        """
        try:
            self._ask(f"SET SELF RATE {_rate(pace.rate)}")
            self._ask(f"SET SELF VOLUME {pace.volume * 2 - 100}")
            self._ask("SPEAK")
            # A line that is a dot alone ends the text, so a dot at the beginning is doubled.
            message = self._ask(f".{text}\r\n." if text.startswith(".") else f"{text}\r\n.")[0]
            self._follow(message, pace.patience(text), hush)
        except (OSError, _Refused, IndexError) as error:
            self._give_up()
            raise NoVoice(
                "speech-dispatcher stopped answering: start it again, then read aloud again."
            ) from error
        if message in self._cancelled and not hush.is_asked:
            raise CutIn("Another program spoke in between: read aloud again to go on.")

    def close(self) -> None:
        """Say goodbye, unless it broke off."""
        if self._socket.fileno() >= 0:
            with suppress(OSError, _Refused):
                self._ask("QUIT")
            self._socket.close()

    def _give_up(self) -> None:
        """Leave without waiting for an answer, but not something that may speak after all."""
        with suppress(OSError):
            self._socket.sendall(b"CANCEL SELF\r\nQUIT\r\n")
        self._socket.close()

    def _follow(self, message: str, seconds: float, hush: Hush) -> None:
        """Wait until a message is over; cancel it if silence is asked for first."""
        while not self._is_over(message):
            is_waiting = b"\n" not in self._received
            if is_waiting and hush.comes_before(self._socket.fileno(), seconds):
                self._cancel(message)
            else:
                self._answer()

    def _cancel(self, message: str) -> None:
        """Silence a message, and wait until it is silent."""
        self._ask("CANCEL SELF")
        while not self._is_over(message):
            self._answer()

    def _is_over(self, message: str) -> bool:
        return message in self._said or message in self._cancelled

    def _ask(self, command: str) -> list[str]:
        """Send a command; what the service answers beside yes."""
        self._socket.sendall(f"{command}\r\n".encode(errors="ignore"))
        while True:
            code, lines = self._answer()
            if code.startswith("7"):
                continue
            if not code.startswith("2"):
                raise _Refused(command)
            return lines

    def _answer(self) -> tuple[str, list[str]]:
        """The next answer or event; that a message is over is remembered."""
        lines: list[str] = []
        while True:
            line = self._line()
            if line[3:4] == " ":
                break
            lines.append(line[4:])
        if line.startswith("702"):
            self._said.update(lines[:1])
        elif line.startswith("703"):
            self._cancelled.update(lines[:1])
        return line[:3], lines

    def _line(self) -> str:
        while b"\n" not in self._received:
            received = self._socket.recv(4096)
            if not received or len(self._received) > _LONGEST_LINE:
                raise ConnectionError
            self._received += received
        line, _, self._received = self._received.partition(b"\n")
        return line.decode(errors="replace").rstrip("\r")


def address(environ: Mapping[str, str]) -> Address:
    """Where the service listens: what SPEECHD_ADDRESS says, else its usual socket.

    Raises:
        ValueError: If SPEECHD_ADDRESS says something that is no address.
    """
    method, _, place = environ.get("SPEECHD_ADDRESS", "unix_socket").partition(":")
    if method == "inet_socket":
        host, _, port = place.partition(":")
        return host or _INET[0], int(port or _INET[1])
    if method != "unix_socket":
        raise ValueError(method)
    return place or str(_usual_place(environ) / "speech-dispatcher" / "speechd.sock")


def _usual_place(environ: Mapping[str, str]) -> Path:
    runtime = environ.get("XDG_RUNTIME_DIR")
    cache = environ.get("XDG_CACHE_HOME")
    home = environ.get("HOME", "/")
    return Path(runtime or cache or Path(home, ".cache"))


def _connected(to: Address) -> socket.socket:
    if isinstance(to, tuple):
        return socket.create_connection(to, _PATIENCE)
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(_PATIENCE)
    try:
        connection.connect(to)
    except OSError:
        connection.close()
        raise
    return connection


def _rate(words_a_minute: int) -> int:
    """The same rate on the service's scale from -100 to 100."""
    above = words_a_minute - _USUAL_RATE
    reach = _USUAL_RATE - SLOWEST if above < 0 else FASTEST - _USUAL_RATE
    return round(100 * above / reach)
