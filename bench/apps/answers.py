"""Records answers one after the other, and says each time which is safe, until it is killed."""

import sys
from itertools import count
from pathlib import Path
from uuid import UUID

from sci_tui.domain.feedback import Feedback, Helpful, Where
from sci_tui.store.outbox import Outbox

_STUDY = "a-study"
_AT = "2026-11-21T05:29:00Z"

if __name__ == "__main__":
    outbox = Outbox(Path(sys.argv[1]))
    for number in count(int(sys.argv[2])):
        answer = Feedback(
            str(UUID(int=number, version=4)), 0, _STUDY, 1, Helpful.NO, (), "", _AT, Where.HOME
        )
        print(outbox.record(answer).id, flush=True)
