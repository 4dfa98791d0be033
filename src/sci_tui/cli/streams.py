"""Standard input, output and error, made safe to use whatever they are."""

import os
import sys
from io import TextIOWrapper


def make_safe() -> None:
    """Open what is closed, and see that no character can make reading or writing fail."""
    _open_closed()
    for stream, errors in (
        (sys.stdin, "replace"),
        (sys.stdout, "replace"),
        (sys.stderr, "backslashreplace"),
    ):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=errors)


def speak_utf8() -> None:
    """Write UTF-8 from here on, for programs that read it; a person's locale is not asked."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")


def say(text: str) -> None:
    """Write what a person reads, with its own line ends; nothing in it acts on the terminal."""
    from sci_tui.domain.cleaning import shown_lines

    sys.stdout.write(shown_lines(text))


def hand_over(text: str) -> None:
    """Write what a program reads: as it is, in UTF-8."""
    speak_utf8()
    sys.stdout.write(text)


def complain(text: str) -> None:
    """Say on standard error what went wrong; nothing in it acts on the terminal.

    Where even that cannot be written, there is nobody to tell.
    """
    from sci_tui.domain.cleaning import clean

    said = "".join(f"sci-tui: {_shown(clean(line))}\n" for line in text.splitlines())
    # What was said before stands before it, also where both go to one place.
    for write in (sys.stdout.flush, lambda: sys.stderr.write(said), sys.stderr.flush):
        try:
            write()
        except (OSError, ValueError):
            continue


def flush() -> None:
    """Write what is waiting now, while what goes wrong with it can still be told."""
    sys.stdout.flush()


def let_go() -> None:
    """Write nothing more, so that the interpreter has nothing to complain about at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _shown(text: str) -> str:
    """In ASCII where the locale says that the terminal takes no more than that."""
    if text.isascii():
        return text
    from sci_tui.services.surroundings import as_started, is_utf8

    if is_utf8(as_started(os.environ)):
        return text
    from sci_tui.layout.characters import ascii_text

    return ascii_text(text)


def _open_closed() -> None:
    """Put nothing where a stream was closed, before a file takes its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123
