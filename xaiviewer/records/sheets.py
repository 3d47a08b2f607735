"""Contact sheets of a case's slices: under each pictured layer, and clinician against model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from xaiviewer.display.appearance import Appearance
from xaiviewer.records.export import ExplainedCase, top_of
from xaiviewer.records.pictures.slice_sheet import difference_sheet, slice_sheet

DIFFERENCE = "difference.png"
"""File of clinician against model."""


def write_sheets(
    explained: ExplainedCase,
    folder: Path,
    pictured: Sequence[int],
    *,
    appearance: Appearance,
    progress: Callable[[str], None] = lambda _: None,
) -> None:
    """Write ``slices_<layer>.png`` of each pictured layer, and `DIFFERENCE` where a mask was drawn.

    Args:
        explained: as it is exported.
        folder: that of the case.
        pictured: layers.
        appearance: how slices and maps are drawn.
        progress: told what is being written.
    """
    case, analysis = explained.case, explained.analysis
    appearance = appearance.settled(case)
    for layer in pictured:
        name = f"slices_{analysis.layers[layer].name}.png"
        progress(name)
        maps = [explained.layer_map(layer, index) if index in case.indices else None for index in range(len(case))]
        top = top_of(explained, layer, appearance)
        (folder / name).write_bytes(slice_sheet(case, analysis, maps, appearance=appearance, top=top).png())
    progress(DIFFERENCE)
    sheet = difference_sheet(case, analysis, appearance=appearance)
    if sheet is not None:
        (folder / DIFFERENCE).write_bytes(sheet.png())
