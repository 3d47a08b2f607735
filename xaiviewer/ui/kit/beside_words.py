"""What is said of two networks side by side: which layer and class of the one stand beside which of the other."""

from __future__ import annotations

import math
from dataclasses import replace

from xaiviewer.requests.alongside import Reason
from xaiviewer.review import ShownState, Subject, beside, query, trust
from xaiviewer.review.compared import seen_by
from xaiviewer.review.second_network import SecondNetwork
from xaiviewer.ui.kit import null_wording, training_words, wording
from xaiviewer.ui.language import tr


def layer_name(state: ShownState, subject: Subject) -> str:
    """The layer that a subject's map is of, by the name that its own network has for it; "" where there is none."""
    if beside.is_second(state, subject.network) and beside.counterpart(state, subject.layer) is None:
        return ""
    seen = seen_by(state, subject)
    known = query.layers(seen)
    return known[seen.layer].name if seen.layer < len(known) else ""


def layer(state: ShownState, subject: Subject) -> tuple[str, str]:
    """A subject's layer with its cells and, of the second network's, why it stands there; the same in fewer words."""
    name, seen = layer_name(state, subject), seen_by(state, subject)
    if not name:
        return "", ""
    rows, columns = query.layers(seen)[seen.layer].grid
    told = f"{name} · {columns} × {rows}"
    found = beside.counterpart(state, subject.layer) if beside.is_second(state, subject.network) else None
    if found is None:
        return told, told
    why, short = _reason(found.reason, query.layers(seen)[seen.layer].stride)
    return f"{told} · {why}", f"{told} · {short}"


def _reason(reason: Reason, stride: int) -> tuple[str, str]:
    """Why a layer stands beside another, in a sentence and in a word or two."""
    if reason == "name":
        return tr("one architecture: the layer of the same name"), tr("same name")
    if reason == "grid":
        told = tr("both are their network's last layer with cells of {pixels} input pixels")
        return told.format(pixels=stride), tr("last of this grid")
    if reason == "stage":
        told = tr("as deep among its network's layers with cells of {pixels} input pixels")
        return told.format(pixels=stride), tr("as deep in this grid")
    if reason == "last":
        return tr("beside a layer of logits: the last layer of this network"), tr("last layer")
    return tr("no layer of this network has such cells: as deep in the whole network"), tr("as deep, other grid")


def classes(state: ShownState) -> str:
    """Which classes are laid beside each other, where these do not have one name, or the networks tell others apart."""
    found, own = None if state.second is None else state.second.found, state.analysis
    if found is None or own is None:
        return ""
    its, other = own.classes[own.class_index], found.analysis
    if found.matched is None:
        return ""
    said = []
    if not found.matched.named:
        told = tr("Compared is “{class_a}” with “{class_b}” of {network}.")
        beside_it = other.classes[found.matched.b]
        name = other.description.identity.name
        said.append(told.format(class_a=tr(its), class_b=tr(beside_it), network=name))
    if not found.matched.alike:
        told = tr("The networks tell other classes apart: {classes_a} – {classes_b}.")
        said.append(told.format(classes_a=_all(own.classes), classes_b=_all(other.classes)))
    return " ".join(said)


def _all(names: tuple[str, ...]) -> str:
    few = ", ".join(tr(each) for each in names[:4])
    return f"{few}, …" if len(names) > 4 else few


def missing(state: ShownState, subject: Subject | None) -> str:
    """Why the second network has no map where one is looked for; "" where it has, or is not known yet."""
    second, analysis = state.second, state.analysis
    if subject is None or second is None or analysis is None or not beside.is_second(state, subject.network):
        return ""
    if beside.stopped(state):
        return tr("Stopped. The second network is asked again at another slice")
    if second.found is None or state.slice_index not in second.found.analysis.slices:
        return tr("The second network is asked next")
    if second.found.matched is None:
        told = tr("“{name}” is no class of this network")
        return told.format(name=tr(analysis.classes[analysis.class_index]))
    if second.found.analysis.description.outputs_only:
        return tr("This network gives its outputs alone: no maps of layers")
    return ""


def decision(state: ShownState, subject: Subject) -> tuple[str, str, str]:
    """Which network the map is of and what it says of the slice; the same in fewer words."""
    seen = seen_by(state, subject)
    told, name = training_words.decision(seen), training_words.network(seen)
    likeliest, used = told.partition(", ")[0], ""
    if state.second is not None and subject.network is None:
        used = tr("in use")
    wordings = (name, used, told), (name, used, likeliest), (used, likeliest)
    return tuple(" · ".join(filter(None, each)) for each in wordings)  # type: ignore[return-value]


def worth(state: ShownState, subject: Subject) -> tuple[str, ...]:
    """How far a subject's map is to be trusted; beside a second network how it agrees with the mask; in fewer words."""
    chance, value = _chance(state, subject), _agreement(state, subject)
    if math.isnan(value):
        return chance
    short = tr("mask {value}").format(value=wording.score(value))
    return " · ".join(filter(None, (short, chance[-1]))), short


def worth_in_full(state: ShownState, subject: Subject) -> str:
    """The same with the score's name; "" where no score is told."""
    value = _agreement(state, subject)
    told = f"{wording.score_name(state.score)} {wording.score(value)}"
    return "" if math.isnan(value) else " · ".join(filter(None, (told, _chance(state, subject)[0])))


def _chance(state: ShownState, subject: Subject) -> tuple[str, ...]:
    """How often chance gives as much, which was measured of the loaded network's maps alone; in fewer words."""
    return ("",) if beside.is_second(state, subject.network) else null_wording.p_told(seen_by(state, subject))


def _agreement(state: ShownState, subject: Subject) -> float:
    """The score that is drawn, of a map of a layer beside a second network's; NaN where that is not known.

    It is the slice's own, whatever is told elsewhere.
    """
    if state.second is None or subject.request is not None:
        return math.nan
    return trust.score(replace(seen_by(state, subject), scope="slice"), state.score)


def whose(state: ShownState) -> str:
    """Which of two networks answers are about; "" where there is one alone."""
    if state.second is None or state.analysis is None:
        return ""
    told = tr("Answers are about the network in use, “{own}”, not about “{other}” beside it.")
    return told.format(own=state.analysis.description.identity.name, other=_called(state.second))


def exported(state: ShownState) -> str:
    """Which of two networks an export is of; "" where there is one alone."""
    if state.second is None or state.analysis is None:
        return ""
    told = tr("Exported is the network in use, “{own}”, and not “{other}” beside it.")
    return told.format(own=state.analysis.description.identity.name, other=_called(state.second))


def _called(second: SecondNetwork) -> str:
    """A second network by its own name; by its package's until that is known."""
    found = second.found
    return training_words.package_name(second.package) if found is None else found.analysis.description.identity.name


def any_trained(state: ShownState) -> bool:
    """Whether one of two networks that are side by side was trained on the open patient."""
    found = None if state.second is None else state.second.found
    known = [each for each in (state.analysis, None if found is None else found.analysis) if each is not None]
    return state.second is not None and any(each.trained_on for each in known)


def trained(state: ShownState, subject: Subject) -> bool:
    """Whether the network that a subject's map is of was trained on the open patient."""
    analysis = seen_by(state, subject).analysis
    own = subject.network is None or beside.is_second(state, subject.network)
    return own and analysis is not None and analysis.trained_on
