"""The words for what is asked and answered: what it costs, how long it takes, what explanations are called."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from xaiviewer.display.appearance import Appearance, Polarity
from xaiviewer.requests import METHODS, Answers, AttributionMap, Regions, method_title
from xaiviewer.requests.parameter import in_words
from xaiviewer.review import ShownState, Subject, query
from xaiviewer.review.compared import Extra
from xaiviewer.ui.kit import beside_words, training_words, wording
from xaiviewer.ui.kit.wording import number
from xaiviewer.ui.language import figure, tr

_A_WHILE_S, _LONG_S = 100.0, 6000.0
"""Up to which a time is told in seconds, and in minutes."""


def explained(state: ShownState) -> str:
    """What values above zero speak for: a class, or what the segmenter outlines."""
    analysis = state.analysis
    if analysis is None:
        return ""
    if state.request is not None and METHODS[state.request.method].task == "segmentation":
        return tr("the outline")
    return tr(analysis.classes[analysis.class_index])


def meant(state: ShownState, drawn: Appearance) -> Appearance:
    """How colours read: a map that holds sizes alone tells how much, and not whether for or against."""
    sizes = state.request is not None and state.request.tells_sizes
    return replace(drawn, polarity="absolute") if sizes else drawn


def ends(state: ShownState, drawn: Appearance) -> tuple[str, str]:
    """What the low and the high end of the colours stand for."""
    key = state.request.method if state.request is not None else query.method_of(state, state.layer)
    method = METHODS.get(key or "")
    if method is not None and not method.of_class:
        return wording.activity_meaning()
    return wording.colour_bar_meaning(meant(state, drawn), explained(state))


def no_evidence(state: ShownState) -> str:
    """What a blank map means."""
    return wording.no_evidence(meant(state, state.appearance), explained(state), at_input=query.at_input(state))


def subject(state: ShownState, chosen: Subject) -> str:
    """An explanation among others: its method, its layer if it has one, and what of it is not as usual."""
    analysis = state.analysis
    if analysis is None:
        return chosen.method
    if chosen.request is None:
        whose = f"{training_words.package_name(chosen.network)}: " if chosen.network is not None else ""
        name = beside_words.layer_name(state, chosen)
        return f"{whose}{method_title(chosen.method)}" + (f" · {name}" if name else "")
    request, method = chosen.request, METHODS[chosen.request.method]
    layers = analysis.description_of(request).layers
    of_layers = method.answers is Answers.EVERY_LAYER and chosen.layer < len(layers)
    parts = [layers[chosen.layer].name] if of_layers else []
    usual = {each.name: each.default for each in method.parameters}
    parts += [
        str(value) if isinstance(value, str) else f"{tr(name.replace('_', ' '))} {in_words(value)}"
        for name, value in request.parameters
        if usual.get(name) != value
    ]
    return " · ".join([method.title, *parts])


def extra_appearance(drawn: Appearance, extra: Extra) -> Appearance:
    """How a difference or a consensus is drawn: the one with both signs, the other as it is."""
    polarity: Polarity = "signed" if extra == "difference" else "positive"
    return replace(drawn, polarity=polarity, heat=True)


def price(passes: int, seconds: float | None) -> str:
    """What an answer costs: "4,000 passes, about 70 s"; the time as far as it is known."""
    told = tr("%Ln passes", None, passes)
    return told if seconds is None else tr("{passes}, {time}").format(passes=told, time=about(seconds))


def about(seconds: float) -> str:
    """A time that is not known to the second."""
    if seconds < 1:
        return tr("less than 1 s")
    if seconds < _A_WHILE_S:
        return tr("about {number} s").format(number=_two_digits(seconds))
    if seconds < _LONG_S:
        return tr("about {number} min").format(number=_two_digits(seconds / 60))
    return tr("about {number} h").format(number=figure(f"{seconds / 3600:.1f}"))


def left(seconds: float) -> str:
    """The time that something still takes."""
    return tr("{time} left").format(time=about(seconds))


def _two_digits(value: float) -> str:
    return f"{float(f'{value:.2g}'):.0f}"


def gap(found: AttributionMap | Regions) -> str:
    """By how much a sum misses what it should be; empty where a method promises none."""
    if found.gap is None:
        return ""
    total = float(found.scores.sum()) if isinstance(found, Regions) else float(found.values.sum(dtype=np.float64))
    told = tr("The values add up to {total}, which misses the change of the logit that they share by {gap}.")
    error = getattr(found, "gap_error", None)
    missed = number(abs(found.gap)) + ("" if error is None else f" ± {number(error)}")
    return told.format(total=number(total), gap=missed)
