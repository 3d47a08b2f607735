"""What examining slices and examining a volume have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from xaiviewer.analysis.favourites import favourites
from xaiviewer.audit.cases.maps import Chosen
from xaiviewer.audit.found import CaseFound
from xaiviewer.audit.report.entries import LayerEntry
from xaiviewer.case import Case
from xaiviewer.errors import XaiViewerError
from xaiviewer.nets.inputs.doubts import no_picture
from xaiviewer.nets.packages.measured import MEASURED, read_measured
from xaiviewer.nets.packages.named import named
from xaiviewer.requests import Analysis, Layer

Tell = Callable[[float, str], None]
"""Takes the share of a case that is done, and what is being done now."""


@dataclass(frozen=True, eq=False)
class Examined:
    """A patient's result, and pictures by file name."""

    found: CaseFound
    pictures: Mapping[str, bytes]


def refuse_pictureless(case: Case) -> None:
    """Raise XaiViewerError where no slice of a case holds a picture."""
    if not case.indices:
        raise XaiViewerError(no_picture(case))


def area_of(case: Case, index: int) -> int:
    """Pixels of a slice's mask; 0 where none was drawn."""
    mask = case.mask_of(index)
    return 0 if mask is None else int(np.count_nonzero(mask))


def opening_of(analysis: Analysis, chosen: Chosen, package: Path) -> tuple[str, int]:
    """Method and layer of the map that opens first among those that are made, by what a package has measured."""
    measured = read_measured(package / MEASURED, named(package).sha256)
    manifest = {} if measured is None else measured.manifest
    favoured = replace(analysis, favourites=favourites(manifest, analysis.layers))
    layer = favoured.opening_layer(chosen.indices)
    method = favoured.favourites[layer].method
    return (method if method in chosen.methods else chosen.methods[0]), layer


def entry_of(layer: Layer) -> LayerEntry:
    """A layer as the report has it."""
    others = tuple(f"{library}: {name}" for library, name in layer.other_names)
    return LayerEntry(layer.name, layer.kind, layer.grid, layer.stride, layer.groups, others)
