"""Stands in for an Emacspeak speech server, with which YASR speaks, and records instead.

Commands come on standard input: ``q {text}`` to be spoken, ``l {a}`` a letter, ``s`` be silent.
The others set a voice, or ask for what was sent to be spoken now.
"""

import sys

from tests.readers.recorders import recording


def main() -> None:
    """Record until the screen reader closes the pipe."""
    for line in sys.stdin:
        command, _, rest = line.rstrip("\n").partition(" ")
        if command in {"q", "l"}:
            recording.said(rest.removeprefix("{").removesuffix("}"))
        elif command == "s":
            recording.stopped()


if __name__ == "__main__":
    main()
