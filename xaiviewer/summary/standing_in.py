"""What the networks were shown in the place of what they were trained on."""

from __future__ import annotations

from collections.abc import Iterator

from xaiviewer.case import Case
from xaiviewer.summary.sentence import Sentence, Term

KNOWN = "In the place of {sequence} the networks saw a series recognised as {kind}, on which they were not trained."
UNKNOWN = (
    "In the place of {sequence} the networks saw a series of which nothing says what it shows; they were not trained "
    "on that."
)
TAKEN, DOUBT = "{notice}", "What follows is to be doubted."


def standing_in(case: Case) -> Iterator[Sentence]:
    """A sentence for each series that stands in for a sequence, and that all that follows is to be doubted."""
    if not case.stand_in:
        return
    named = [each for each in case.volumes if each.name]
    for volume in named:
        sequence = volume.taken_for
        if not sequence:
            continue
        if volume.kind:
            yield Sentence(KNOWN, {"sequence": sequence, "kind": Term(volume.kind)})
        else:
            yield Sentence(UNKNOWN, {"sequence": sequence})
    if not named:
        yield Sentence(TAKEN, {"notice": case.stand_in})
    yield Sentence(DOUBT)
