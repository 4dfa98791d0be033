"""The private names of Textual that the reader relies on are there, and all of them are listed."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType
from typing import Final, NamedTuple

import pytest
from textual._compositor import Compositor
from textual.screen import Screen

import sci_tui.tui
from sci_tui.site.site import Site
from sci_tui.tui.terminal import textual_names
from sci_tui.tui.terminal.textual_names import USED_OF_INSTANCES, USED_OF_TEXTUAL
from tests.tui.reader import opened

ROOMS: Final = tuple(
    import_module(found.name)
    for found in walk_packages(sci_tui.tui.__path__, f"{sci_tui.tui.__name__}.")
    if not found.ispkg
)
"""Every module of the Textual reader."""


class Use(NamedTuple):
    """A name that is not ours, and where it is used."""

    name: str
    where: str


def told(owner: object, name: str, uses: list[Use]) -> str:
    """What is gone, and what has to be mended."""
    places = ", ".join(use.where for use in uses if use.name == name) or "nowhere any more"
    return f"{getattr(owner, '__name__', owner)}.{name}, used in {places}"


def missing(used: tuple[tuple[object, str], ...], uses: list[Use]) -> list[str]:
    """What is gone of the names that belong to modules and classes."""
    return [told(owner, name, uses) for owner, name in used if not hasattr(owner, name)]


def missing_of_instances(used: tuple[tuple[type, str], ...], uses: list[Use]) -> list[str]:
    """What is gone of the names that are set when one is made."""
    return [told(owner, name, uses) for owner, name in used if name not in names_of(owner)]


@cache
def names_of(owner: type) -> frozenset[str]:
    """Every name that a class and those it is made of give to an instance."""
    names = set(dir(owner))
    for each in owner.__mro__[:-1]:
        try:
            tree = ast.parse(textwrap.dedent(inspect.getsource(each)))
        except (OSError, TypeError):
            continue
        names |= {
            node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and isinstance(node.ctx, ast.Store)
            and ast.unparse(node.value) == "self"
        }
    return frozenset(names)


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("__")


def of_textual(kind: type) -> list[type]:
    """Those of the classes a class is made of that are Textual's."""
    return [each for each in kind.__mro__ if each.__module__.partition(".")[0] == "textual"]


def ours_in(room: ModuleType) -> Iterator[type]:
    """The classes that a module defines, those inside others too."""
    waiting = [each for each in vars(room).values() if inspect.isclass(each)]
    while waiting:
        kind = waiting.pop()
        if kind.__module__ == room.__name__:
            yield kind
            waiting += [
                each
                for each in vars(kind).values()
                if inspect.isclass(each) and each.__qualname__.startswith(f"{kind.__qualname__}.")
            ]


def private_uses() -> list[Use]:
    """Every private name of Textual that the reader touches, and where."""
    return [use for room in ROOMS for use in (*_of_others(room), *_of_itself(room))]


def _of_others(room: ModuleType) -> Iterator[Use]:
    """Private names of what is not ``self``: of an app, a screen, a module."""
    for node in ast.walk(ast.parse(Path(str(room.__file__)).read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Attribute) and is_private(node.attr)):
            continue
        of = ast.unparse(node.value)
        if of not in ("self", "cls", "os"):
            yield Use(node.attr, f"{room.__name__}:{node.lineno}")


def _of_itself(room: ModuleType) -> Iterator[Use]:
    """Private names that Textual's own classes have too, used or replaced by those made of them."""
    for kind in ours_in(room):
        theirs = {name for each in of_textual(kind) for name in names_of(each)}
        tree = ast.parse(textwrap.dedent(inspect.getsource(kind)))
        first = inspect.getsourcelines(kind)[1]
        for node in ast.walk(tree):
            name = _own_name(node)
            if is_private(name) and name in theirs:
                line = first + getattr(node, "lineno", 1) - 1
                yield Use(name, f"{room.__name__}:{line}")


def _own_name(node: ast.AST) -> str:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return node.name
    if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "self":
        return node.attr
    return ""


OURS: Final = {
    name
    for room in ROOMS
    for kind in ours_in(room)
    for name in vars(kind)
    if is_private(name) and not any(name in names_of(each) for each in of_textual(kind))
}
"""Private names that only our own classes have."""


@pytest.fixture(scope="module")
def uses() -> list[Use]:
    return [use for use in private_uses() if use.name not in OURS]


def test_an_upgrade_of_textual_has_taken_none_away(uses: list[Use]) -> None:
    assert missing(USED_OF_TEXTUAL, uses) == []


def test_an_upgrade_of_textual_has_taken_none_away_that_is_set_later(uses: list[Use]) -> None:
    assert missing_of_instances(USED_OF_INSTANCES, uses) == []


def test_every_private_name_of_textual_that_is_used_is_listed(uses: list[Use]) -> None:
    listed = {name for _, name in (*USED_OF_TEXTUAL, *USED_OF_INSTANCES)}
    assert [f"{use.name} in {use.where}" for use in uses if use.name not in listed] == []


def test_every_name_that_is_listed_is_used(uses: list[Use]) -> None:
    used = {use.name for use in uses}
    every = (*USED_OF_TEXTUAL, *USED_OF_INSTANCES)
    listed = {name for _, name in every if is_private(name)}
    assert listed - used == set()


def test_the_compositor_still_gives_the_rows_of_a_screen() -> None:
    assert callable(Compositor.render_strips)
    assert "_compositor" in names_of(Screen)


def test_a_name_that_is_gone_is_told_with_the_places_that_use_it() -> None:
    uses = [Use("_gone", "sci_tui.tui.here:3"), Use("_gone", "sci_tui.tui.there:4")]
    gone = ["Screen._gone, used in sci_tui.tui.here:3, sci_tui.tui.there:4"]
    assert missing(((Screen, "refresh"), (Screen, "_gone")), uses) == gone
    assert missing_of_instances(((Screen, "_compositor"), (Screen, "_gone")), uses) == gone


def test_names_that_are_used_are_found_wherever_they_are_written(uses: list[Use]) -> None:
    found = {(use.name, use.where.partition(":")[0]) for use in uses}
    terminal = textual_names.__name__.rpartition(".")[0]
    assert ("_driver", f"{terminal}.cursor") in found
    assert ("_display", f"{terminal}.by_ear") in found
    assert ("_character_to_key", f"{terminal}.keys") in found
    assert ("_handle_exception", "sci_tui.tui.app") in found


async def test_an_app_still_knows_its_driver_and_its_compositor_by_those_names(
    small: Site,
) -> None:
    async with opened(small) as reader:
        assert reader.app._driver is not None
        assert isinstance(reader.app.screen._compositor, Compositor)
        assert reader.app._batch_count == 0
