"""Reading aloud while the prompt waits, with a voice that only writes down what it is told."""

from collections.abc import Callable, Mapping, Sequence

import pytest

from sci_tui.domain.errors import NoVoice
from sci_tui.layout.spoken import sentences, spoken_look
from sci_tui.site.routes import parse
from sci_tui.site.site import Site
from sci_tui.voice import aloud
from tests.plain.sessions import STUDY, pieces, session

LOOK = spoken_look(ascii_only=False)


class Voice:
    """Takes the place of the real voice, and gets as far as a test wants."""

    log: list[str]
    gets_to = 0
    ends: str | None = None
    is_missing = False

    def __init__(self, said_as: Mapping[str, str], rate: int, volume: int) -> None:
        self.log.append(f"voice at {rate}, {volume}")
        self.is_reading = self.is_paused = False

    def read(
        self,
        sentences: Sequence[str],
        reached: Callable[[int], None],
        ended: Callable[[str], None],
    ) -> None:
        if self.is_missing:
            raise NoVoice("Nothing here can read aloud.")
        self.log.append(f"read {len(sentences)}: {sentences[0]}")
        reached(self.gets_to)
        self.is_reading = self.ends is None
        if self.ends is not None:
            ended(self.ends)

    def stop(self) -> None:
        if self.is_reading:
            self.log.append("stop")
        self.is_reading = self.is_paused = False

    def pause(self) -> None:
        self.log.append("pause")
        self.is_paused = True

    def go_on(self) -> None:
        self.log.append("go on")
        self.is_paused = False

    def repeat(self) -> bool:
        self.log.append("repeat")
        return True

    def set(self, rate: int, volume: int) -> None:
        self.log.append(f"set {rate}, {volume}")

    def close(self) -> None:
        self.stop()
        self.log.append("close")


@pytest.fixture
def voice(monkeypatch: pytest.MonkeyPatch) -> type[Voice]:
    """The class of the voice that is used, with an empty log."""

    class Here(Voice):
        log: list[str] = []  # noqa: RUF012 - each test has a class of its own

    monkeypatch.setattr(aloud, "Aloud", Here)
    return Here


def _sentences(site: Site, route: str = STUDY) -> list[str]:
    return [line.text for line in sentences(site.page(parse(route)), LOOK)]


def test_the_voice_is_never_started_unasked(small: Site, voice: type[Voice]) -> None:
    session(small, "", "sentence", "pause", "last", "faster", "f", "y", "h", at=STUDY)
    assert voice.log == []


@pytest.mark.parametrize("typed", ["v", "aloud", "read"])
def test_v_reads_the_page_from_where_one_is(small: Site, voice: type[Voice], typed: str) -> None:
    every = _sentences(small)
    pieces(small, typed)
    pieces(small, "", "sentence", "", typed)
    begun = [line for line in voice.log if line.startswith("read")]
    assert begun[0] == f"read {len(every)}: {every[0]}"
    assert begun[1] == f"read {len(every) - 7}: {every[7]}"


def test_enter_stops_it_and_the_next_one_goes_on_from_there(
    small: Site, voice: type[Voice]
) -> None:
    voice.gets_to = 8
    every = _sentences(small)
    begun, stopped, here, onward, _ = pieces(small, "v", "", "e", "")[1:]
    assert begun == ["Reading aloud. Enter stops it."]
    assert stopped == ["Stopped."]
    assert here[0].startswith("This study, In simple words, page 2 of 10.")
    assert onward[0] == every[9]
    assert voice.log[2:] == ["stop", "close"]


def test_the_prompt_says_that_enter_makes_silence(small: Site, voice: type[Voice]) -> None:
    told = session(small, "v", "", at=STUDY)
    assert told.count("Number, word or letter, Enter for silence (? for help): ") == 1


@pytest.mark.parametrize("typed", ["h", "3", "zebra", "again", "v"])
def test_anything_typed_stops_it_and_is_done(small: Site, voice: type[Voice], typed: str) -> None:
    told = pieces(small, "v", typed)
    assert "stop" in voice.log
    assert told[2] != ["Stopped."]


@pytest.mark.parametrize("typed", ["pause", " "])
def test_it_pauses_and_goes_on(small: Site, voice: type[Voice], typed: str) -> None:
    paused, on, _ = pieces(small, "v", typed, typed)[2:]
    assert (paused, on) == (["Paused."], ["Going on."])
    assert voice.log[2:4] == ["pause", "go on"]


def test_a_space_is_nothing_special_while_nothing_is_read(small: Site) -> None:
    _, second, _ = pieces(small, " ")
    assert second[0] == "Page 2 of 10."
    assert pieces(small, "pause")[1] == ["Nothing is being read aloud."]


def test_the_last_sentence_is_said_again(small: Site, voice: type[Voice]) -> None:
    assert pieces(small, "last")[1] == ["Nothing was read aloud yet."]
    assert pieces(small, "v", "last", "V")[2:4] == [[], []]
    assert voice.log.count("repeat") == 2
    assert voice.log.count("stop") == 1


def test_it_is_made_faster_and_softer_while_it_speaks(small: Site, voice: type[Voice]) -> None:
    faster, softer, _ = pieces(small, "v", "faster", "softer")[2:]
    assert faster == ["Saved: Speed of the voice is now 200."]
    assert softer == ["Saved: Loudness of the voice is now 80."]
    assert voice.log[0] == "voice at 175, 100"
    assert voice.log[2:4] == ["set 200, 100", "set 200, 80"]


def test_when_all_is_read_that_was_the_end_of_the_page(small: Site, voice: type[Voice]) -> None:
    voice.gets_to, voice.ends = len(_sentences(small)) - 1, ""
    assert pieces(small, "v", "")[2][0].startswith("That was the end of the page.")


def test_what_breaks_it_off_is_said_at_the_next_turn(small: Site, voice: type[Voice]) -> None:
    voice.gets_to, voice.ends = 4, "The voice broke off."
    _, told, onward, _ = pieces(small, "v", "", "")[1:]
    assert told == ["The voice broke off."]
    assert onward[0] == _sentences(small)[5]


def test_where_nothing_can_speak_that_is_said_in_one_sentence(
    small: Site, voice: type[Voice]
) -> None:
    voice.is_missing = True
    _, second, told, third, _ = pieces(small, "", "v", "")
    assert told == ["Nothing here can read aloud."]
    assert (second[0], third[0]) == ("Page 2 of 10.", "Page 3 of 10.")


def test_leaving_closes_it(small: Site, voice: type[Voice]) -> None:
    for typed in (("v", "q"), ("v",)):
        session(small, *typed)
        assert voice.log[-2:] == ["stop", "close"]


def test_stopped_in_a_later_piece_one_is_where_it_got_to(small: Site, voice: type[Voice]) -> None:
    voice.gets_to = 3
    every = _sentences(small)
    begun = next(i for i, text in enumerate(every) if text == pieces(small, "")[1][1])
    again, onward, further, _ = pieces(small, "", "v", "", "r", "", "")[4:]
    assert again == ["Stopped.", every[begun + 3]]
    assert onward[0] == every[begun + 4]
    assert further[0] == "Page 3 of 10."
