"""How answers, and where they stand, are told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from xaiviewer.ledger.forms import MARK, TAGS, Question
from xaiviewer.ledger.marked import outline_of
from xaiviewer.review.verdicts.state import About, Given
from xaiviewer.ui.language import figure, later, tr

_MOST = 5
"""Earlier answers that are told; all of them stand in the project."""

ABOUT: dict[About, str] = {
    "case": later("Case"),
    "slice": later("Slice"),
    "lesion": later("Lesion"),
    "layer": later("Layer"),
}
"""What may be asked about."""


def answer(question: Question, value: Any) -> str:
    """An answer in few words; "" where there is none."""
    if value is None:
        return ""
    if question.kind == MARK:
        return _mark(value)
    if question.kind == TAGS:
        return ", ".join(tr(word) for word in value)
    if isinstance(value, int | float):
        return figure(f"{value:g}")
    return tr(str(value)) if question.choices else str(value)


def _mark(value: dict[str, Any]) -> str:
    parts = []
    if value.get("points"):
        parts.append(tr("%Ln points", None, len(value["points"])))
    if value.get("boxes"):
        parts.append(tr("%Ln boxes", None, len(value["boxes"])))
    if "outline" in value:
        parts.append(tr("outline on %Ln slices", None, len(outline_of(value))))
    return ", ".join(parts)


def clock(given: Given) -> str:
    """When an answer was saved, by this machine's clock."""
    if not given.at:
        return ""
    here = datetime.fromisoformat(given.at).astimezone()
    same = here.date() == datetime.now().astimezone().date()
    return here.strftime("%H:%M" if same else "%Y-%m-%d %H:%M")


def earlier(question: Question, history: tuple[Given, ...]) -> str:
    """The answers before the one that holds, the last one first; "" where there are none."""
    told, before = [], history[:-1]
    for each in reversed(before[-_MOST:]):
        words = answer(question, each.value) or tr("no answer")
        told.append(f"{words} {clock(each)}".strip())
    if len(before) > _MOST:
        told.append("…")
    if history and history[-1].taken_back:
        told.insert(0, tr("taken back {time}").format(time=clock(history[-1])).strip())
    return tr("Earlier: {answers}").format(answers=" · ".join(told)) if told else ""
