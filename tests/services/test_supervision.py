"""systemd is told over a real socket; where it did not ask, nothing happens."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from sci_tui.services.supervision import State, is_supervised, notify, watchdog_interval


def _listening(address: bytes | str) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    listener.bind(address)
    listener.settimeout(5)
    return listener


@pytest.fixture(params=["file", "abstract"])
def asked(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[socket.socket, str]]:
    """A socket that hears, and what systemd would call it."""
    if request.param == "file":
        path = str(tmp_path / "notify")
        listener, called = _listening(path), path
    else:
        name = f"sci-tui-test-{os.getpid()}"
        listener, called = _listening(f"\0{name}"), f"@{name}"
    with listener:
        yield listener, called


@pytest.mark.parametrize("state", State)
def test_systemd_hears_each_state(asked: tuple[socket.socket, str], state: State) -> None:
    listener, called = asked
    notify(state, {"NOTIFY_SOCKET": called})
    assert listener.recv(100) == state.value


def test_the_words_are_those_that_systemd_knows() -> None:
    assert [state.value for state in State] == [b"READY=1", b"WATCHDOG=1", b"STOPPING=1"]


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"NOTIFY_SOCKET": ""},
        {"NOTIFY_SOCKET": "relative"},
        {"NOTIFY_SOCKET": "vsock:2:1"},
        {"NOTIFY_SOCKET": "/nowhere/at/all"},
        {"NOTIFY_SOCKET": "/" + "x" * 500},
        {"NOTIFY_SOCKET": "@nobody-listens-here"},
    ],
)
def test_where_nobody_listens_nothing_happens(environment: dict[str, str]) -> None:
    notify(State.READY, environment)


def test_a_listener_that_does_not_read_does_not_keep_us_waiting(tmp_path: Path) -> None:
    path = str(tmp_path / "notify")
    with _listening(path):
        for _ in range(5000):
            notify(State.ALIVE, {"NOTIFY_SOCKET": path})


@pytest.mark.parametrize(
    ("environment", "seconds"),
    [
        ({"WATCHDOG_USEC": "30000000"}, 15.0),
        ({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": str(os.getpid())}, 15.0),
        ({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "1"}, None),
        ({"WATCHDOG_USEC": "0"}, None),
        ({"WATCHDOG_USEC": "-5"}, None),
        ({"WATCHDOG_USEC": "soon"}, None),
        ({"WATCHDOG_USEC": "²"}, None),
        ({"WATCHDOG_USEC": ""}, None),
        ({}, None),
    ],
)
def test_a_sign_of_life_comes_twice_as_often_as_it_is_waited_for(
    environment: dict[str, str], seconds: float | None
) -> None:
    assert watchdog_interval(environment) == seconds


def test_only_the_process_that_systemd_started_is_supervised() -> None:
    assert is_supervised({"SYSTEMD_EXEC_PID": str(os.getpid())})
    assert not is_supervised({"SYSTEMD_EXEC_PID": "1"})
    assert not is_supervised({"INVOCATION_ID": "of a terminal in a desktop"})
