"""The table of commands: keys, words, and keys of one's own."""

from collections import defaultdict

import pytest

from sci_tui.domain.errors import BadSettings
from sci_tui.site.commands import COMMANDS, Command, Scope, available, first_key, remapped
from sci_tui.site.routes import parse
from sci_tui.site.site import Site

ROUTES = (
    "home",
    "latest",
    "study/walking-trial-2020",
    "study/walking-trial-2020/feedback",
    "study/walking-trial-2020/news",
    "words",
    "like-me",
    "like-me/studies",
    "like-me?change=completeness",
    "settings",
    "help",
)


def by_name(commands: tuple[Command, ...]) -> dict[str, Command]:
    """The commands by their ids."""
    return {command.id: command for command in commands}


def test_no_key_and_no_word_is_given_twice_within_one_scope() -> None:
    for names in ("keys", "words"):
        owners: dict[tuple[str, Scope], list[str]] = defaultdict(list)
        for command in COMMANDS:
            for name in getattr(command, names):
                owners[name, command.scope].append(command.id)
        assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("route", ROUTES)
def test_where_a_key_means_two_things_the_one_for_this_page_comes_first(
    small: Site, route: str
) -> None:
    page = small.page(parse(route))
    owners: dict[str, list[Command]] = defaultdict(list)
    for command in COMMANDS:
        for key in command.keys:
            if available(command, page):
                owners[key].append(command)
    for key, commands in owners.items():
        if len(commands) > 1:
            assert key == "n", key
            assert [command.scope for command in commands] == [Scope.FEEDBACK, Scope.EVERYWHERE]


def test_every_command_has_a_key_without_esc_ctrl_or_the_mouse() -> None:
    for command in COMMANDS:
        if command.keys and command.id != "suspend":
            easy = [key for key in command.keys if "ctrl+" not in key and key != "escape"]
            assert easy, command.id


def test_every_sign_that_needs_two_keys_somewhere_has_another_key() -> None:
    for command in COMMANDS:
        if set(command.keys) & set("/[]?"):
            assert set(command.keys) - set("/[]?"), command.id


def test_every_command_with_a_hint_has_a_key_to_show_before_it() -> None:
    for command in COMMANDS:
        if command.hint:
            assert first_key(COMMANDS, command.id), command.id
    assert first_key(COMMANDS, "open") == "Enter"
    assert first_key(COMMANDS, "previous-study") == ","
    assert first_key(COMMANDS, "more") == ""


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ({"fly": "x"}, "fly: keys.fly is not a command. Allowed: "),
        ({"back": "h"}, "the key 'h' belongs to both back and home"),
        ({"back": "k", "home": "k"}, "the key 'k' belongs to both back and home"),
    ],
)
def test_keys_that_cannot_be_are_refused_with_a_reason(keys: dict[str, str], why: str) -> None:
    with pytest.raises(BadSettings, match=why):
        remapped(keys)


def test_without_keys_of_ones_own_nothing_changes() -> None:
    assert remapped({}) == COMMANDS


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("k", ("k",)),
        ("k,f2", ("k", "f2")),
        (" k , f2 ", ("k", "f2")),
        (",", (",",)),
        (",,k", (",", "k")),
    ],
)
def test_keys_are_given_with_commas_between_them(typed: str, keys: tuple[str, ...]) -> None:
    commands = by_name(remapped({"previous-study": typed, "back": "B"}))
    assert commands["previous-study"].keys == keys
    assert first_key(tuple(commands.values()), "previous-study") == keys[0]
    assert commands["next-study"] == by_name(COMMANDS)["next-study"]


def test_a_key_freed_by_one_command_can_be_given_to_another() -> None:
    commands = by_name(remapped({"home": "k", "back": "h"}))
    assert commands["home"].keys == ("k",)
    assert commands["back"].keys == ("h",)
