"""What sets a case apart from those that the networks were trained on, and what else is to be known of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xaiviewer.requests.notice import Notice
from xaiviewer.requests.notice import Value as Given
from xaiviewer.summary.sentence import Figure, Sentence, Term, Value

NOTICE = "{notice}"
ROW, PAIR = "{first}, {others}", "{first} and {others}"

_NUMBER = re.compile(r"-?[\d,]+(\.\d+)?( %)?")


def unlike(notices: tuple[str, ...]) -> Iterator[Sentence]:
    """A sentence for each of what an analysis says of a case, by its parts where it has any."""
    for each in notices:
        if isinstance(each, Notice):
            for template, values in each.parts:
                yield Sentence(template, {place: _value(given) for place, given in values.items()})
        else:
            yield Sentence(NOTICE, {"notice": Term(each)})


def _value(given: Given) -> Value:
    if isinstance(given, str):
        return Figure(given) if _NUMBER.fullmatch(given) else Term(given)
    first, *others = given
    if not others:
        return _value(first)
    return Sentence(PAIR if len(others) == 1 else ROW, {"first": _value(first), "others": _value(tuple(others))})
