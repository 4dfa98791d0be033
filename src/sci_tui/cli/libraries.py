"""Commands about library files: build, check, describe, install, go back."""

from argparse import Namespace
from collections import Counter
from pathlib import Path
from statistics import median

from sci_tui.cli import streams
from sci_tui.cli.endings import DONE, WrongUse
from sci_tui.cli.house import House
from sci_tui.cli.links import broken_links
from sci_tui.cli.signals import ended_by_signals
from sci_tui.domain.cleaning import clean
from sci_tui.domain.edition import Edition, is_older
from sci_tui.domain.errors import RefusedContent, UnreadableLibrary, Unsaved
from sci_tui.places import bundled
from sci_tui.services.building import Built, build, check_content
from sci_tui.services.editions import Installed, install, look_at, roll_back
from sci_tui.services.library import SCHEMA_VERSION, check_file, library_in_use, open_library
from sci_tui.services.surroundings import NO_HOME
from sci_tui.site.wording import counted, studies
from sci_tui.store.engine import EngineError


def library(house: House, options: Namespace) -> int:
    """Build, check, describe or install a library file, or go back to the one before."""
    with ended_by_signals():
        match options.action:
            case "build":
                _build(options.folder, options.to)
            case "check":
                _check(house, options.target)
            case "install":
                _install(Path(options.file), _data(house), older=options.older)
            case "rollback":
                _roll_back(_data(house))
            case _:
                _describe(house, options.file)
    return DONE


def _build(folder: str | None, to: str | None) -> None:
    content = _existing(Path(folder)) if folder is not None else _content_of_checkout()
    built = _built(content, Path(to) if to is not None else _data_of_checkout())
    streams.say(f"{clean(str(built.file))} now holds {_holding(built)}.\n")


def _holding(built: Built) -> str:
    facts, figures = counted(built.facts, "fact"), counted(built.figures, "figure")
    reports, words = counted(built.reports, "news report"), counted(built.words, "word")
    return f"{studies(built.studies)} with {facts}, {figures} and {reports} checked, and {words}"


def _grades(built: Built) -> str:
    """How hard the simple words are: in the middle study, at most, and how many at each grade."""
    if not built.grades:
        return ""
    told = Counter(max(0, int(grade)) for grade in built.grades)
    spread = ", ".join(f"{told[grade]} at grade {grade}" for grade in sorted(told))
    return (
        f"Simple words (Flesch-Kincaid): grade {median(built.grades):.1f} in the middle study,"
        f" {built.grades[-1]:.1f} in the hardest; {spread}.\n"
    )


def _built(content: Path, to: Path) -> Built:
    try:
        return build(content, to, broken_links)
    except (OSError, EngineError) as error:
        raise Unsaved(
            f"{to} cannot be written ({_why(error)}); what was there before still is. Choose"
            " another place with --to FILE, or free some space."
        ) from error


def _check_content(folder: Path) -> Built:
    try:
        return check_content(folder, broken_links)
    except (OSError, EngineError) as error:
        raise Unsaved(
            f"The library that {folder} makes cannot be written to be looked through"
            f" ({_why(error)}). Free some space, or set TMPDIR to a directory that has some."
        ) from error


def _why(error: OSError | EngineError) -> str:
    return str(error.strerror if isinstance(error, OSError) else error)


def _check(house: House, target: str | None) -> None:
    if target is None and house.is_asked_for:
        target = str(house.library_file)
    path = Path(target) if target is not None else _content_of_checkout()
    more = ""
    if path.is_dir():
        built = _check_content(path)
        more = f"It holds {_holding(built)}.\n{_grades(built)}"
    else:
        _check_file(path)
    streams.say(f"{clean(str(path))}: nothing wrong was found.\n{more}")


def _check_file(file: Path) -> None:
    try:
        check_file(file)
    except UnreadableLibrary as error:
        if _is_out_of_reach(error):
            raise
        # To a reader it is a library that cannot be read; to a check, one that fails it.
        raise RefusedContent(str(error)) from error


def _is_out_of_reach(error: UnreadableLibrary) -> bool:
    """Whether the file is missing, locked or forbidden, so that nothing is known of it."""
    cause = error.__cause__
    return isinstance(cause, OSError) or getattr(cause, "sqlite_errorname", "") == "SQLITE_BUSY"


def _describe(house: House, file: str | None) -> None:
    if file is None:
        path, described = house.library_file, house.library
    else:
        path = Path(file)
        described = open_library(path, bundled=False)
    try:
        edition = described.edition()
        told = (
            ("File", f"{clean(str(path))} ({path.stat().st_size:,} bytes)"),
            ("Title", edition.title),
            ("Edition", f"{edition.number}, {edition.published.in_words}"),
            ("Licence of the text", edition.licence),
            ("Studies", described.study_count()),
            ("Categories", len(described.shelves())),
            ("Words explained", described.word_count()),
            ("Format", f"{SCHEMA_VERSION} or older, as this sci-tui reads it"),
        )
    finally:
        if file is not None:
            described.close()
    streams.say("".join(f"{name}: {value}\n" for name, value in told))


def _install(file: Path, data: Path, *, older: bool) -> None:
    present = look_at(library_in_use(data, bundled("data.db")).file).edition
    offered = look_at(file).edition
    if offered and present and is_older(offered, present) and not older:
        raise WrongUse(
            f"{file} holds {_named(offered)}, which is older than the one that is read:"
            f" {_named(present)}. To install it all the same: sci-tui library install --older FILE"
        )
    told = _installed(install(file, data))
    streams.say(f"{told} The one before is kept: sci-tui library rollback goes back to it.\n")


def _roll_back(data: Path) -> None:
    rolled_back = roll_back(data)
    if rolled_back:
        streams.say(f"{_installed(rolled_back)}\n")
    else:
        streams.say("The library that came with sci-tui is read again.\n")


def _installed(now: Installed) -> str:
    instead = f" instead of edition {now.instead_of.number}" if now.instead_of else ""
    return (
        f"{clean(now.edition.title)}, {_named(now.edition)}, is read from now on{instead}:"
        f" {studies(now.studies)}."
    )


def _named(edition: Edition) -> str:
    return f"edition {edition.number} ({edition.published.in_words})"


def _data(house: House) -> Path:
    if house.places.data is None:
        raise Unsaved(NO_HOME.replace("answers", "editions"))
    return house.places.data


def _existing(folder: Path) -> Path:
    if not folder.is_dir():
        raise WrongUse(f"{folder} is not a folder of content: give one that holds library.toml.")
    return folder


def _content_of_checkout() -> Path:
    content = bundled("content")
    if not content.is_dir():
        raise WrongUse(
            "The text that the library is built from is only in a checkout, not in an installed"
            " sci-tui: name a folder of content."
        )
    return content


def _data_of_checkout() -> Path:
    """Where a checkout has its library. Nothing is ever written into an installed program."""
    if not bundled("content").is_dir():
        raise WrongUse("Say where the library is to be written: --to FILE.")
    return bundled("data.db")
