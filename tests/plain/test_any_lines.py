"""Whatever is typed, and whatever page is read: short lines, and no end before its time."""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sci_tui.layout.spoken import spoken_look
from sci_tui.plain.window import Measure
from sci_tui.site.commands import COMMANDS
from sci_tui.site.site import Site
from tests.plain.sessions import PIECES, PROMPT, STUDY, session
from tests.site.test_parity import pages

# The voice is the real one, and has tests of its own.
SPOKEN = ("aloud", "say-last", "pause")
WORDS = sorted(
    {word for command in COMMANDS if command.id not in SPOKEN for word in command.words}
    | {key for command in COMMANDS if command.id not in SPOKEN for key in command.keys}
    - {"quit", "exit", "q"}
)


def test_in_ascii_everything_it_says_is_ascii(small: Site) -> None:
    typed = ("?", "nowhere", "find zebra", "find harness", "f", "y", "9", "é", "y", "open é", "g é")
    told = session(small, *typed, at=STUDY, ascii_only=True)
    assert "is not known here" in told
    assert told.isascii()


def test_every_page_of_the_library_is_said_in_lines_below_80_columns(site: Site) -> None:
    routes = [str(page.route) for page in pages(site)]
    typed = [f"open {route}" for route in routes]
    for ascii_only in (False, True):
        for measure in (None, Measure(spoken_look(ascii_only=ascii_only), 22)):
            told = session(site, *typed, ascii_only=ascii_only, measure=measure)
            assert "\x1b" not in told
            assert "\r" not in told
            assert [line for line in told.split("\n") if len(line) >= 80] == []
            assert told.isascii() or not ascii_only
            assert len(PROMPT.findall(told)) == len(routes) + 1
            assert "is not a page" not in told


def test_every_page_of_the_library_is_said_whole_by_its_pieces(site: Site) -> None:
    for page in pages(site):
        route = str(page.route)
        whole = session(site, at=route).splitlines()
        pieces = re.search(r"Page 1 of (\d+)", session(site, at=route, measure=PIECES))
        onward = [""] * int(pieces[1] if pieces else 1)
        told = session(site, *onward, at=route, measure=PIECES).splitlines()
        missing = [line for line in whole if line not in told and not line.endswith("to choose.")]
        assert missing == [], route


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(["", " ", "1", "2", "9", "16", *WORDS]),
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=30),
            st.builds(
                "{} {}".format, st.sampled_from(WORDS), st.text("abc19 \"'*()-%[", max_size=9)
            ),
            st.builds("open {}".format, st.text("abcdehmostuy/?=&%", max_size=12)),
        ),
        max_size=14,
    ),
    st.sampled_from(["home", "words", STUDY, f"{STUDY}/feedback"]),
    st.sampled_from([None, PIECES, Measure(spoken_look(ascii_only=True)._replace(width=19), 4)]),
)
def test_no_lines_end_it_before_their_time_or_reach_the_terminal_raw(
    small: Site, typed: list[str], at: str, measure: Measure | None
) -> None:
    spoken = {"v", "V", "aloud", "read", "last"}
    typed = [line for line in typed if not spoken & set(line.split()[:1])]
    told = session(small, *typed, at=at, measure=measure)
    assert told.endswith("Goodbye.\n")
    assert not {c for c in told if ord(c) < 32 and c != "\n"}
    width = measure.look.width if measure else 79
    assert [line for line in told.split("\n") if len(line.rstrip()) > width] == []
