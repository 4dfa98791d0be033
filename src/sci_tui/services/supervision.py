"""Telling systemd that the kiosk stands, lives and ends.

These few lines are our own, as the packages for them are no longer looked after.
"""

import os
import socket
from collections.abc import Mapping
from contextlib import suppress
from enum import Enum
from typing import Final

_MICROSECONDS: Final = 1_000_000


class State(Enum):
    """What systemd is told of a service (sd_notify(3))."""

    READY = b"READY=1"
    ALIVE = b"WATCHDOG=1"
    STOPPING = b"STOPPING=1"


def notify(state: State, environment: Mapping[str, str]) -> None:
    """Tell systemd, if it asked to be told. It never fails and never waits."""
    address = environment.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return
    # An address that begins with @ is a name of Linux's own and no file.
    name = os.fsencode(address)
    name = b"\0" + name[1:] if address.startswith("@") else name
    kind = socket.SOCK_DGRAM | socket.SOCK_CLOEXEC | socket.SOCK_NONBLOCK
    with suppress(OSError), socket.socket(socket.AF_UNIX, kind) as told:
        told.connect(name)
        told.send(state.value)


def watchdog_interval(environment: Mapping[str, str]) -> float | None:
    """Seconds between two signs of life: half of what systemd waits for one.

    None if it waits for none, or for those of another process.
    """
    awaited = environment.get("WATCHDOG_USEC", "")
    if not (awaited.isascii() and awaited.isdecimal() and int(awaited[:18]) > 0):
        return None
    if environment.get("WATCHDOG_PID", str(os.getpid())) != str(os.getpid()):
        return None
    return int(awaited[:18]) / _MICROSECONDS / 2


def is_supervised(environment: Mapping[str, str]) -> bool:
    """Whether systemd started this very process as a service."""
    return environment.get("SYSTEMD_EXEC_PID") == str(os.getpid())
