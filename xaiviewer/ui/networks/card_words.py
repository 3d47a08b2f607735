"""What is known of a network, in the reader's words: what can be recognised, and what a package says."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from xaiviewer.case import takes_whatever
from xaiviewer.nets.inputs.colours import COLOURS
from xaiviewer.nets.inputs.turns import TITLES
from xaiviewer.nets.packages.description import Described, read_described
from xaiviewer.nets.packages.files import opened
from xaiviewer.nets.packages.measured import MEASURED, read_measured
from xaiviewer.nets.packages.telling import MOST_CLASSES, Origin, golden_in
from xaiviewer.requests import Channel, unnumbered
from xaiviewer.ui.language import figure, later, tr
from xaiviewer.ui.networks import scales
from xaiviewer.ui.networks.protocols import Offered
from xaiviewer.ui.networks.sizes import written

_GOLDEN: Mapping[Origin, str] = {
    "author": later("its author's, and reproduced here"),
    "import": later("of its import here: whether it computes what it did for its author is not known"),
    "none": later("none: whether it computes what it did for its author is not known"),
}


def title(offer: Offered) -> str:
    """A network that weights can be: "torchvision resnet18, 3 classes, 1 input channel"."""
    told = [offer.known_as, tr("%Ln classes", None, offer.classes), tr("%Ln input channels", None, offer.channels)]
    return ", ".join([*told, tr("volumes")] if offer.dimensions == 3 else told)


def channels(taken: Sequence[Channel]) -> str:
    """What a network's channels take; what serves several in a row is told once."""
    if takes_whatever(taken) and not {each.name for each in taken} & {*COLOURS}:
        named = [(tr("the case's main picture"), len(taken))]
    else:
        named = [(name, len(list(group))) for name, group in groupby(unnumbered(each.name) for each in taken)]
    return ", ".join(
        name if n == 1 else " ".join([name, "(" + tr("%Ln input channels", None, n) + ")"]) for name, n in named
    )


def _classes(names: tuple[str, ...]) -> str:
    shown, more = [tr(each) for each in names[:MOST_CLASSES]], len(names) - MOST_CLASSES
    return ", ".join([*shown, tr("and {count} more").format(count=more)] if more > 0 else shown)


def rows(described: Described) -> dict[str, str]:
    """What a package says of its network, by what it is about."""
    inputs, patients = described.inputs, len(described.trained.patients)
    sides = " x ".join(map(str, inputs.shape)) if inputs.dimensions == 3 else written(inputs.sides or inputs.size)
    size = tr("{size} pixels").format(size=sides)
    if inputs.spacing:
        size += ", " + tr("{spacing} mm apart").format(spacing=figure(f"{inputs.spacing:g}"))
    none = tr("not stated")
    lying = {tr("Slices lie"): tr(TITLES[inputs.orientation])} if inputs.orientation in TITLES else {}
    return {
        tr("Network"): described.factory.architecture,
        tr("Classes"): _classes(described.classes) or tr("none of them"),
        tr("The finding"): tr(described.finding) if described.finding else tr("none of them"),
        tr("Channels"): channels(inputs.channels),
        tr("Part seen"): tr("Head") if inputs.field == "head" else tr("Whole slice"),
        tr("Size"): size,
        **lying,
        tr("Scale"): scales.told(inputs.normalisation),
        tr("Licence"): none if described.licence == "not stated" else described.licence,
        tr("Trained on"): described.trained.data or none,
        tr("Patients"): tr("%Ln salted hashes", None, patients) if patients else tr("none named"),
    }


def card(place: Path) -> dict[str, str]:
    """The same of a package that lies somewhere, with its golden output, its weights, and what measures it.

    Raises:
        ModelError: where it cannot be read.
    """
    files = opened(place)
    described = read_described(files)
    told = {
        **rows(described),
        tr("Golden output"): tr(_GOLDEN[golden_in(files)]),
        tr("Weights"): described.sha256,
    }
    if described.task != "classification" or described.inputs.dimensions != 2:
        return told
    measured = read_measured(place / MEASURED, described.sha256, described.output) if place.is_dir() else None
    if measured is not None:
        patients = tr("%Ln patients", None, measured.patients)
        told[tr("Measured on")] = f"{patients} ({measured.name})"
    else:
        how = tr("not measured; how far it can be trusted is found out by {command}")
        command = f"xaiviewer model measure {shlex.quote(place.name)} CASES"
        told[tr("Measured on")] = how.format(command=command)
    return told
