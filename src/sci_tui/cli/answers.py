"""Commands for answers to "Was this summary helpful?"."""

import json
from argparse import Namespace
from collections.abc import Iterator

from sci_tui.cli import streams
from sci_tui.cli.endings import DONE, WrongUse
from sci_tui.cli.house import House
from sci_tui.cli.signals import ended_by_signals
from sci_tui.domain.cleaning import clean
from sci_tui.domain.errors import NotThere
from sci_tui.domain.feedback import Feedback, Helpful, Reason, comment_from
from sci_tui.exchange.feedback_files import FeedbackFormat
from sci_tui.layout.wrapping import wrapped
from sci_tui.services.feedback import STANDARD_OUTPUT
from sci_tui.site import wording

_SHORTEST_ID = 4
_WIDTH = 79


def feedback(house: House, options: Namespace) -> int:
    """Give, show, export or delete answers."""
    with ended_by_signals():
        match options.action:
            case "add":
                _add(house, options)
            case "list":
                _list(house, as_json=options.json)
            case "export":
                _export(house, FeedbackFormat(options.format), options.to)
            case _:
                _delete(house, clean(options.id).casefold())
    return DONE


def _add(house: House, options: Namespace) -> None:
    study = house.library.card(clean(options.slug))
    comment = comment_from(options.comment)
    given = house.feedback.answer(
        study.slug, house.library.edition().number, Helpful(options.helpful)
    )
    for reason in dict.fromkeys(options.reason):
        given = house.feedback.toggle(study.slug, Reason(reason))
    if comment:
        given = house.feedback.comment(study.slug, comment)
    house.say(f"Thank you. Your answer is saved on this computer as {given.id}.\n")


def _list(house: House, *, as_json: bool) -> None:
    answers = house.feedback.all()
    if as_json:
        told = [given._asdict() for given in answers]
        house.hand_over(json.dumps(told, ensure_ascii=house.ascii_only, indent=2) + "\n")
    elif answers:
        house.say("".join(line for given in answers for line in _lines(given)))
    else:
        house.say("No answers yet. To give one: sci-tui feedback add SLUG yes\n")


def _lines(given: Feedback) -> Iterator[str]:
    reasons = (wording.REASON[reason].lower() for reason in given.reasons)
    parts = (wording.ANSWER[given.helpful], *reasons, given.given_at, f"edition {given.edition}")
    yield f"{given.id}\n"
    for text in (f"study/{clean(given.study)}", ", ".join(parts), clean(given.comment)):
        for row in wrapped(text, _WIDTH - 2) if text else ():
            yield f"  {row}\n"


def _export(house: House, form: FeedbackFormat, to: str) -> None:
    if to == STANDARD_OUTPUT:
        streams.speak_utf8()
    number = house.feedback.export(form, to)
    if to != STANDARD_OUTPUT:
        house.say(f"{wording.counted(number, 'answer')} written to {clean(to)}.\n")


def _delete(house: House, beginning: str) -> None:
    if len(beginning) < _SHORTEST_ID:
        raise WrongUse(
            f"{beginning!r} is too short for the id of an answer: give at least its first"
            f" {_SHORTEST_ID} characters, as sci-tui feedback list shows them."
        )
    meant = [given.id for given in house.feedback.all() if given.id.startswith(beginning)]
    if not meant:
        raise NotThere(
            f"There is no answer whose id begins with {beginning!r}. See: sci-tui feedback list"
        )
    if len(meant) > 1:
        raise WrongUse(
            f"{len(meant)} answers have ids that begin with {beginning!r}: give more of the one"
            " that is meant. See: sci-tui feedback list"
        )
    house.feedback.delete(meant[0])
    house.say(f"The answer {meant[0]} is deleted.\n")
