"""A command loads what it needs and no more: that is most of what its start costs."""

import subprocess

import pytest

from tests.cli.conftest import Program

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
    "command",
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
    program: Program, command: tuple[str, ...]
) -> None:
    assert not _loaded(program, *command) & (HEAVY | SLOW)


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
    for command in (("studies",), ("search", "walk"), ("cite", HONMOU)):
        loaded = _loaded(program, *command)
        assert not loaded & {"sci_tui.site.site", "sci_tui.settings", "tomllib", "csv"}
