"""What can be typed after ``sci-tui``.

Every command passes through here and ``--help`` ends here, so nothing is loaded that a run may not
need: not even ``typing``, which a type checker finds without it.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence

from sci_tui.cli.endings import WrongUse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

# Our own sentences are English, and looking up translations of the others takes a tenth of a start.
argparse._ = lambda text: text  # type: ignore[attr-defined]

_WIDTH = 79
_ABOUT = (
    "Spinal cord injury research in plain words, without a network. Without a command, a reader"
    " opens at home. The options stand before the command. Information, not medical advice."
)
COMPLETES_WITH = "completes_with"
"""The attribute of an argument that a shell completes: with a "file" or a "directory"."""

PAGE_FORMATS = ("text", "markdown", "html", "json")
"""How a page can be printed. Text comes first and is what is printed if nothing is said."""

_BEFORE = ("--plain", "--screen-reader", "--kiosk", "--ascii", "--library")


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, and what is allowed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(formatter_class=_Help, allow_abbrev=False, **kwargs)

    def error(self, message: str) -> NoReturn:
        """Refuse what was typed."""
        usage = " ".join(self.format_usage().split())
        raise WrongUse(f"{message}. {usage[0].upper()}{usage[1:]}")


class _Help(argparse.HelpFormatter):
    """Of a fixed width: the same everywhere, and the terminal need not be asked."""

    def __init__(self, prog: str, **kwargs: Any) -> None:
        super().__init__(prog, width=_WIDTH, **kwargs)


def parsed(arguments: Sequence[str]) -> argparse.Namespace | None:
    """What the arguments ask for; None if it was for help, which has then been given.

    Raises:
        WrongUse: If they ask for nothing that there is.
    """
    parser = whole(arguments)
    try:
        options, others = parser.parse_known_args(arguments)
    except SystemExit:
        return None
    if others:
        used: Parser = getattr(options, "used", parser)
        misplaced = [each for each in others if each.partition("=")[0] in _BEFORE]
        if misplaced and used is not parser:
            used.error(f"{misplaced[0]} stands before the command")
        if getattr(options, "action", "") == "set-pin":
            # What stands there may be a PIN, which is not to be shown.
            used.error("set-pin takes nothing after it, and asks for the PIN by itself")
        used.error(f"{' '.join(others)} is not known here")
    if options.kiosk and options.command:
        parser.error(f"--kiosk opens the kiosk, so {options.command} cannot stand with it")
    return options


def whole(words: Iterable[str] | None = None) -> Parser:
    """The parser. Given words, only the commands among them are made ready to be used."""
    parser = Parser(prog="sci-tui", description=_ABOUT)
    readers = parser.add_mutually_exclusive_group()
    readers.add_argument(
        "--plain", action="store_true", help="numbered lines and one prompt, for any terminal"
    )
    readers.add_argument(
        "--screen-reader", action="store_true", help="for screen readers and braille displays"
    )
    parser.add_argument(
        "--kiosk", action="store_true", help="open the kiosk: for a clinic's waiting room"
    )
    parser.add_argument("--ascii", action="store_true", help="only signs that every terminal has")
    _completes(
        parser.add_argument("--library", metavar="FILE", help="read this library file"), files=True
    )
    parser.add_argument("--version", action="store_true", help="say what this is made of")
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", title="commands", prog="sci-tui"
    )
    among = None if words is None else set(words)
    for command in _COMMANDS:
        _add(commands, command, used=among is None or command.name in among)
    return parser


class _Command:
    """A command: what help says of it, and how its own arguments are added."""

    def __init__(self, name: str, about: str, fill: Callable[[Parser], None]) -> None:
        self.name = name
        self.about = about
        self.fill = fill


def _add(commands: Any, command: _Command, *, used: bool) -> None:
    sub: Parser = commands.add_parser(
        command.name, help=command.about, description=f"{command.about}.", add_help=used
    )
    if used:
        sub.set_defaults(used=sub)
        command.fill(sub)


def _nested(parser: Parser, commands: Sequence[_Command], *, required: bool) -> None:
    names = "|".join(command.name for command in commands)
    subs = parser.add_subparsers(
        dest="action", metavar=names, title="actions", prog=parser.prog, required=required
    )
    for command in commands:
        _add(subs, command, used=True)


def _open(parser: Parser) -> None:
    _route(parser)


def _page(parser: Parser) -> None:
    _route(parser)
    _format(parser, PAGE_FORMATS)


def _studies(parser: Parser) -> None:
    _filters(parser)


def _search(parser: Parser) -> None:
    parser.add_argument(
        "words",
        metavar="WORDS",
        nargs="+",
        help="what holds all of them comes first; the last may be unfinished,"
        ' "a phrase" in quotation marks has to stand together, -word must not be there (after --)',
    )
    _filters(parser)


def _cite(parser: Parser) -> None:
    from sci_tui.exchange.citations import CitationFormat

    parser.add_argument("slug", metavar="SLUG", help="the name of a study, as in study/SLUG")
    _format(parser, [each.value for each in CitationFormat], CitationFormat.TEXT)


def _feedback(parser: Parser) -> None:
    _nested(
        parser,
        (
            _Command("add", "Say whether a summary helped", _feedback_add),
            _Command("list", "Show every answer given here", _json),
            _Command("export", "Write every answer to a file", _feedback_export),
            _Command("delete", "Delete an answer for good", _feedback_delete),
        ),
        required=True,
    )


def _feedback_add(parser: Parser) -> None:
    from sci_tui.domain.feedback import Helpful, Reason

    parser.add_argument("slug", metavar="SLUG", help="the name of a study, as in study/SLUG")
    parser.add_argument("helpful", choices=[each.value for each in Helpful], help="your answer")
    parser.add_argument(
        "--reason",
        action="append",
        default=[],
        choices=[each.value for each in Reason],
        help="why; may be given several times",
    )
    parser.add_argument("--comment", metavar="TEXT", default="", help="in your own words")


def _feedback_export(parser: Parser) -> None:
    from sci_tui.exchange.feedback_files import FeedbackFormat

    _format(parser, [each.value for each in FeedbackFormat], FeedbackFormat.CSV)
    to = parser.add_argument(
        "--to", metavar="FILE", default="-", help="where to; - is standard output, as without it"
    )
    _completes(to, files=True)


def _feedback_delete(parser: Parser) -> None:
    parser.add_argument(
        "id", metavar="ID", help="as feedback list shows it; its beginning is enough"
    )


def _library(parser: Parser) -> None:
    _nested(
        parser,
        (
            _Command("build", "Check content and make a library file of it", _library_build),
            _Command("check", "Look for everything that is wrong", _library_check),
            _Command("info", "Say what a library file holds", _library_info),
            _Command("install", "Read a library file from now on", _library_install),
            _Command("rollback", "Go back to the library before that", _nothing),
        ),
        required=True,
    )


def _library_build(parser: Parser) -> None:
    folder = parser.add_argument(
        "folder", metavar="DIR", nargs="?", help="the content; without it, that of the checkout"
    )
    _completes(folder, files=False)
    to = parser.add_argument("--to", metavar="FILE", help="the library; without it, data.db there")
    _completes(to, files=True)


def _library_check(parser: Parser) -> None:
    target = parser.add_argument(
        "target",
        metavar="DIR|FILE",
        nargs="?",
        help="content or a library file; without it, the content of the checkout",
    )
    _completes(target, files=True)


def _library_info(parser: Parser) -> None:
    file = parser.add_argument(
        "file", metavar="FILE", nargs="?", help="without it, the library that is read"
    )
    _completes(file, files=True)


def _library_install(parser: Parser) -> None:
    file = parser.add_argument("file", metavar="FILE", help="a copy of it is kept")
    _completes(file, files=True)
    parser.add_argument(
        "--older", action="store_true", help="also if the edition is older than the present one"
    )


def _settings(parser: Parser) -> None:
    _nested(
        parser,
        (
            _Command("set", "Give a setting a value", _settings_set),
            _Command("path", "Say where the settings are kept", _nothing),
        ),
        required=False,
    )


def _settings_set(parser: Parser) -> None:
    from sci_tui.settings import TABLE

    parser.add_argument("key", metavar="KEY", choices=[setting.key for setting in TABLE])
    parser.add_argument("value", metavar="VALUE")


def _kiosk(parser: Parser) -> None:
    _nested(
        parser,
        (
            _Command("set-pin", "Set the PIN of the staff page", _nothing),
            _Command(
                "check", "Show the kiosk's settings and what is wrong with them", _kiosk_check
            ),
        ),
        required=True,
    )


def _kiosk_check(parser: Parser) -> None:
    file = parser.add_argument(
        "file", metavar="FILE", nargs="?", help="without it, the settings the kiosk would read"
    )
    _completes(file, files=True)


def _completion(parser: Parser) -> None:
    parser.add_argument("shell", choices=["bash", "zsh", "fish"])


def _nothing(parser: Parser) -> None:
    """No arguments."""


def _json(parser: Parser) -> None:
    parser.add_argument("--json", action="store_true", help="for programs")


def _route(parser: Parser) -> None:
    parser.add_argument(
        "route", metavar="ROUTE", help="such as home, study/SLUG or 'search?q=walking'"
    )


def _format(parser: Parser, choices: Sequence[str], default: str = "text") -> None:
    parser.add_argument("--format", choices=choices, default=default, help=f"{default} if not said")


def _filters(parser: Parser) -> None:
    from sci_tui.domain.browse import (
        DESIGN_NAMES,
        EDITIONS,
        EVIDENCE_LEVELS,
        PEOPLE,
        YEARS,
        Compared,
        Figures,
        Sort,
    )
    from sci_tui.domain.kinds import Completeness, Design, Level, Outcome, Species, TimeSinceInjury

    filters = parser.add_argument_group("filters", "only the studies that pass all of these")
    filters.add_argument("--category", metavar="SLUG", help="in a category, such as pain")
    filters.add_argument(
        "--evidence-level", metavar="N", type=_whole(*EVIDENCE_LEVELS), help="1 to 5, by OCEBM 2011"
    )
    filters.add_argument("--since", metavar="YEAR", type=_whole(*YEARS), help="from this year on")
    filters.add_argument("--until", metavar="YEAR", type=_whole(*YEARS), help="up to this year")
    filters.add_argument(
        "--people", metavar="N", type=_whole(*PEOPLE), help="with at least so many people"
    )
    filters.add_argument(
        "--edition", metavar="N", type=_whole(*EDITIONS), help="new in that edition"
    )
    for option, about, values in (
        ("--design", "made so:", (*Design, *DESIGN_NAMES)),
        ("--species", "made with:", Species),
        ("--completeness", "with such injuries:", Completeness),
        ("--injury-level", "with injuries there:", Level),
        ("--time", "so long after the injury:", TimeSinceInjury),
        ("--compared", "with a comparison group, by the design:", Compared),
        ("--outcome", "with this outcome:", Outcome),
        ("--figures", "with figures:", Figures),
    ):
        choices = [str(value) for value in values]
        metavar = option.removeprefix("--").upper()
        filters.add_argument(
            option, metavar=metavar, choices=choices, help=f"{about} {', '.join(choices)}"
        )
    sorts = [each.value for each in Sort]
    parser.add_argument(
        "--sort", choices=sorts, help="the order; a search has the best match first if not said"
    )
    parser.add_argument(
        "--limit", metavar="N", type=_whole(1, 1_000_000), help="no more than so many"
    )
    _json(parser)


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdecimal() and least <= int(text[:9]) <= most):
            raise argparse.ArgumentTypeError(
                f"{text!r} is not a whole number from {least} to {most}"
            )
        return int(text)

    return read


def _completes(action: argparse.Action, *, files: bool) -> None:
    """Let the shell complete this argument with the names of files, or of folders alone."""
    setattr(action, COMPLETES_WITH, "file" if files else "directory")


_COMMANDS = (
    _Command("open", "Open a reader at a page", _open),
    _Command("page", "Print a page", _page),
    _Command("studies", "List studies", _studies),
    _Command("search", "Search in the titles and texts of all studies", _search),
    _Command("cite", "Print the reference of a study", _cite),
    _Command("feedback", "Give, show, export or delete answers", _feedback),
    _Command("library", "Build, check, describe or install a library file", _library),
    _Command("paths", "Say where every file lives", _nothing),
    _Command("doctor", "Check that everything works, and say how to mend what does not", _nothing),
    _Command("settings", "Show the settings, or change one", _settings),
    _Command("kiosk", "Set up the kiosk that --kiosk opens", _kiosk),
    _Command("completion", "Print a script that completes commands in a shell", _completion),
)
