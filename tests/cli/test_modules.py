"""A command loads what it needs and no more: that is most of what its start costs."""

import subprocess
from pathlib import Path

import pytest

from sci_tui.cli import NOTHING_ASKED
from sci_tui.cli.arguments import parsed
from sci_tui.places import Places
from tests.cli.conftest import Program
from tests.tui.terminal import Terminal, command, environment

HONMOU = "honmou-2021-iv-msc-13-cases"
HEAVY = {"pydantic", "sqlite_utils", "textual", "rich", "asyncio", "click", "platformdirs"}
SLOW = {"shutil", "email", "http", "logging", "inspect", "importlib.metadata", "subprocess", "uuid"}


def _loaded(program: Program, *arguments: str, typed: str = "") -> set[str]:
    words = program.command(*arguments)
    done = subprocess.run(
        [words[0], "-X", "importtime", *words[1:]],
        env=program.environment,
        input=typed,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}


@pytest.mark.parametrize(
    "words",
    [
        ("--help",),
        ("page", "home"),
        ("page", f"study/{HONMOU}"),
        ("page", f"study/{HONMOU}", "--format", "json"),
        ("studies",),
        ("studies", "--json"),
        ("search", "walk"),
        ("cite", HONMOU),
    ],
)
def test_what_prints_a_page_loads_neither_a_toolkit_nor_a_slow_module(
    program: Program, words: tuple[str, ...]
) -> None:
    assert not _loaded(program, *words) & (HEAVY | SLOW)


def test_the_plain_reader_and_its_answers_load_no_toolkit(program: Program) -> None:
    typed = "latest\nsearch walk\nq\n"
    assert not _loaded(program, typed=typed) & HEAVY
    assert not _loaded(program, "feedback", "add", HONMOU, "yes") & HEAVY


def test_help_loads_nothing_of_the_library(program: Program) -> None:
    ours = {name for name in _loaded(program, "--help") if name.startswith("sci_tui.")}
    rooms = {name.split(".")[1] for name in ours}
    assert rooms == {"cli", "domain"}
    assert not _loaded(program, "--help") & {"typing", "pathlib", "sqlite3", "json"}


def test_lists_and_references_load_neither_the_site_nor_the_settings(program: Program) -> None:
    for words in (("studies",), ("search", "walk"), ("cite", HONMOU)):
        loaded = _loaded(program, *words)
        assert not loaded & {"sci_tui.site.site", "sci_tui.settings", "tomllib", "csv"}


TELLING = """
import sys, pathlib

class Telling:
    def find_spec(self, name, path=None, target=None):
        if name == "sci_tui.tui":
            pathlib.Path({told!r}).write_text(" ".join(sys.modules))

sys.meta_path.insert(0, Telling())
"""


def test_the_first_page_loads_neither_a_toolkit_nor_a_parser(
    tmp_path: Path, own_places: Places
) -> None:
    told = tmp_path / "told"
    (tmp_path / "sitecustomize.py").write_text(TELLING.format(told=str(told)))
    path = f"{tmp_path}:{environment().get('PYTHONPATH', '')}"
    terminal = Terminal(command(), environment(PYTHONPATH=path))
    try:
        terminal.until(told.exists, "Textual")
        terminal.until(lambda: bool(told.read_text()), "what is loaded")
    finally:
        terminal.child.close(force=True)
    loaded = set(told.read_text().split())
    assert "sci_tui.first_page.terminal" in loaded
    assert not loaded & (HEAVY | SLOW | {"argparse", "tomllib", "csv", "difflib", "threading"})
    assert not loaded & {
        "sci_tui.domain.study",
        "sci_tui.store.documents",
        "sci_tui.layout.figures",
    }


def test_no_arguments_ask_for_what_the_parser_makes_of_them() -> None:
    asked = parsed([])
    assert asked is not None
    assert vars(asked) == vars(NOTHING_ASKED)
