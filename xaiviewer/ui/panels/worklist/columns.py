"""What is told of a case in the list: as much as the reader wants."""

from __future__ import annotations

from collections.abc import Collection

from xaiviewer.ledger.forms import Form
from xaiviewer.ledger.worklist import Status
from xaiviewer.review import CaseEntry
from xaiviewer.review.verdicts.worklist import Line
from xaiviewer.ui.kit import wording
from xaiviewer.ui.language import figure, later, tr
from xaiviewer.ui.panels.verdict import words
from xaiviewer.ui.settings import settings

COLUMNS = {
    "thumbnail": later("Small picture"),
    "status": later("Status"),
    "verdict": later("Verdict"),
    "prediction": later("Prediction"),
    "dice": later("Dice of outline and mask"),
    "agreement": later("Share of the map in the mask"),
    "reader": later("Reader"),
}
USUAL = ("thumbnail", "status", "verdict", "dice")
STATUSES: dict[Status, str] = {
    "to do": later("to do"),
    "in work": later("in work"),
    "done": later("done"),
    "flagged": later("flagged"),
}
_KEPT = "worklist/columns"


def chosen() -> tuple[str, ...]:
    """What the reader wants to see, as it was left."""
    kept = settings()
    told = None if kept is None else kept.value(_KEPT)
    return USUAL if told is None else tuple(each for each in str(told).split() if each in COLUMNS)


def keep(columns: Collection[str]) -> None:
    """Keep that for the next start."""
    kept = settings()
    if kept is not None:
        kept.setValue(_KEPT, " ".join(columns))


def told(line: Line, columns: Collection[str], form: Form) -> str:
    """The line of a case in the list; "" where nothing is wanted or known."""
    facts = line.facts
    parts = {"status": tr(STATUSES[line.status]), "reader": ", ".join(line.readers)}
    if facts.prediction:
        share = "" if facts.probability is None else figure(f" {100 * facts.probability:.0f} %")
        parts["prediction"] = f"{facts.prediction}{share}"
    if facts.dice is not None:
        parts["dice"] = tr("Dice {value}").format(value=wording.score(facts.dice))
    if facts.attention is not None:
        parts["agreement"] = tr("map {share}").format(share=figure(f"{100 * facts.attention:.0f} %"))
    first = next((each for each in form.questions if "case" in each.places), None)
    if first is not None and first.key in line.values:
        parts["verdict"] = words.answer(first, line.values[first.key])
    return " · ".join(parts[each] for each in COLUMNS if each in columns and parts.get(each))


def summary(entry: CaseEntry) -> str:
    """The second line of a case."""
    if entry.status == "failed":
        return tr("Could not be opened") if not entry.slices else tr("Stopped by an error")
    if not entry.slices:
        told = {"working": tr("Reading…"), "done": tr("Holds no picture")}
        return told.get(entry.status, tr("Not opened yet"))
    slices = wording.count(entry.slices, "slice")
    if entry.asking and entry.analysed >= entry.slices:
        return tr("{method} · {done} of {all}").format(method=entry.asking, done=entry.answered, all=entry.asked)
    if entry.analysed < entry.slices:
        return tr("{slices} · {number} analysed").format(slices=slices, number=entry.analysed)
    if not entry.finding:
        return slices
    if entry.whole:
        decided = tr("{slices} · called {finding}") if entry.called else tr("{slices} · not called {finding}")
        return decided.format(slices=slices, finding=tr(entry.finding))
    return tr("{slices} · {finding} in {number}").format(slices=slices, finding=tr(entry.finding), number=entry.called)
