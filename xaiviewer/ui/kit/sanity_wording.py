"""Sanity checks in words: how many a map passes, what each found, on what they were measured."""

from __future__ import annotations

import math

from xaiviewer.requests import METHODS
from xaiviewer.requests.badges import PHANTOM, Sanity, Verdict
from xaiviewer.requests.parameter import in_words
from xaiviewer.review.sanity import Found
from xaiviewer.ui.language import figure, later, tr

_ONLY = {
    "class": later("Of two classes the maps are often each other's opposite: that is as unlike as can be."),
    "outside": later("Coarse layers have few cells: those at the rim of the head count as air by their centres."),
}
"""What is to be heeded besides."""

MEANING = later(
    "Sanity checks ask whether a map depends on what the network has learnt: would random weights, another class or "
    "nearly the same slice give another map? A map that fails one may still be right; it is no evidence by itself."
)


def summary(found: Found | None) -> str:
    """How many checks a map passes: as long as there is room for in a line."""
    if found is None:
        return tr("Sanity checks: not measured")
    told = tr("Sanity checks: {passed} of {all} passed")
    return told.format(passed=len(found.told) - len(found.failed), all=len(found.told))


def short(found: Found | None) -> str:
    """The same in a list of methods; "" where nothing was measured."""
    if found is None:
        return ""
    told = tr("{passed} of {all} checks")
    return told.format(passed=len(found.told) - len(found.failed), all=len(found.told))


def details(found: Found | None, sanity: Sanity | None) -> str:
    """Every check's number and bar, a line each, and what was measured where."""
    if found is None:
        return absent(sanity)
    lines = [f"{sign(each)} {title(each)}: {number(each)} ({bar(each)})" for each in found.told]
    return "\n".join([*lines, measured_on(found, sanity)])


def absent(sanity: Sanity | None) -> str:
    """Why nothing is known of a map."""
    if sanity is not None and sanity.problem:
        return sanity.problem
    if sanity is None:
        return tr("Nothing was measured for these weights.")
    return tr("This method, with these settings, was not measured at this layer for the class that is explained.")


def several_cases() -> str:
    """Why the open case cannot be measured where `sanity.measurable` denies it, and what can."""
    return tr("Sanity checks of a network of volumes need several cases: xaiviewer model measure measures them.")


def measured_on(found: Found, sanity: Sanity | None) -> str:
    """On which slices, over how many pairs, and with which settings where they may differ."""
    badges, name = found.badges, ""
    if found.here or sanity is None:
        told = tr("Measured on this case: {slices} slices, {pairs} pairs of slices far apart.")
    else:
        name = tr(PHANTOM) if sanity.reference.name == PHANTOM else sanity.reference.name
        told = tr("Measured on {name}: {slices} slices, {pairs} pairs of slices without relation.")
    told = told.format(name=name, slices=badges.slices, pairs=badges.pairs)
    method = METHODS[badges.method]
    varied = [(name, value) for name, value in badges.parameters if name in {*method.quick, *method.thorough}]
    if varied:
        settings = ", ".join(f"{tr(name.replace('_', ' '))} {in_words(value)}" for name, value in varied)
        told += " " + tr("With {settings}.").format(settings=settings)
    return told


def title(verdict: Verdict) -> str:
    """What is checked."""
    told = tr(verdict.check.title)
    return told[:1].upper() + told[1:]


def meaning(verdict: Verdict) -> str:
    """What the number answers, and what is to be heeded."""
    only = _ONLY.get(verdict.check.key)
    return tr(verdict.check.question) + ("" if only is None else " " + tr(only))


def number(verdict: Verdict) -> str:
    """Its number; a dash where there is none."""
    if math.isnan(verdict.value):
        return "–"
    small = 0 < abs(verdict.value) < 0.005
    return figure("< 0.01" if small else f"{verdict.value:.2f}").replace("-", "−")


def bar(verdict: Verdict) -> str:
    """What the number must reach, or may not exceed."""
    if math.isnan(verdict.bar):
        return "–"
    side = "≤" if verdict.check.low_is_good else "≥"
    return figure(f"{side} {verdict.bar:.2f}").replace("-", "−")


def bar_help(verdict: Verdict) -> str:
    """Where the bar comes from."""
    if verdict.check.bar == "limit":
        return tr("A fixed limit.")
    return tr("The mean over random pairs of unrelated slices.")


def sign(verdict: Verdict) -> str:
    """A mark in a line of text."""
    return {True: "✓", False: "✗", None: "–"}[verdict.passed]


def outcome(verdict: Verdict) -> str:
    """The same in a word."""
    told = {True: tr("passed"), False: tr("failed"), None: tr("not applicable here")}
    return told[verdict.passed]
