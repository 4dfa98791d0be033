"""The command line: read the arguments, open the house, choose a reader, return an exit code."""

import gc
import sys
from collections.abc import Sequence
from types import SimpleNamespace

from sci_tui.cli import streams
from sci_tui.cli.endings import CRASHED, DONE, ENDED_BY_SIGNAL, Ended
from sci_tui.domain.errors import SciTuiError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

_SIGINT = 2
NOTHING_ASKED = SimpleNamespace(
    plain=False,
    screen_reader=False,
    kiosk=False,
    ascii=False,
    library=None,
    version=False,
    command=None,
)
"""What the parser makes of no arguments."""


def command() -> int:
    """Be ``sci-tui`` on a command line: do what was typed after it and return the exit code.

    What a start loads stays, and what a short command makes goes with it. So nothing is searched
    for garbage on the way nor at the end; a reader begins with that once its first page is there.
    """
    gc.disable()
    code = main()
    gc.freeze()
    return code


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the arguments ask for and return the exit code; nothing is ever raised."""
    streams.make_safe()
    try:
        code = _told(sys.argv[1:] if argv is None else argv)
        streams.flush()
    except BrokenPipeError:
        # Whoever was reading has seen enough.
        streams.let_go()
        return DONE
    except OSError as error:
        streams.complain(
            f"The input or output cannot be used ({error.strerror}): give it another place."
        )
        streams.let_go()
        return SciTuiError.exit_code
    return code


def _told(arguments: Sequence[str]) -> int:
    """The exit code, once whatever went wrong has been said in one sentence."""
    try:
        return _done(arguments)
    except SciTuiError as error:
        streams.complain(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return ENDED_BY_SIGNAL + _SIGINT
    except Ended as ended:
        return ENDED_BY_SIGNAL + ended.signal
    except Exception as error:
        if isinstance(error, OSError) and error.filename is None:
            # Not about a file, so about one of the streams.
            raise
        from sci_tui.cli.crash import told

        streams.complain(told(error))
        return CRASHED


def _done(arguments: Sequence[str]) -> int:
    options = _asked(arguments)
    if options is None:
        return DONE
    from sci_tui.cli.commands import run
    from sci_tui.cli.house import House

    with House(options.library, ascii_only=options.ascii) as house:
        return run(house, options)


def _asked(arguments: Sequence[str]) -> "Namespace | SimpleNamespace | None":
    """What the arguments ask for; None if it was for help, which has then been given."""
    if not arguments:
        # Most people type nothing, and a reader that opens at home has no parser to wait for.
        return NOTHING_ASKED
    from sci_tui.cli.arguments import parsed

    return parsed(arguments)
