"""The case in words, as it is written beside its maps."""

from __future__ import annotations

from xaiviewer.records.export import ExplainedCase, telling_slice
from xaiviewer.requests import method_title
from xaiviewer.summary import case_in_words, paragraph
from xaiviewer.summary.place import MapShown, map_name

SUMMARY = "summary.txt"
"""The file's name in a case's folder."""


def summed_up(explained: ExplainedCase) -> str:
    """The paragraph, English: of the exported map that opens first, on the slice of the contact sheet."""
    case, analysis, chosen = explained.case, explained.analysis, list(explained.chosen)
    if not chosen:
        return paragraph(case_in_words(case, analysis))
    layer, index = analysis.opening_layer(chosen), telling_slice(explained)
    shown = explained.layer_map(layer, index)
    name = map_name(method_title(shown.method), analysis.layers[layer].name)
    nulls = None if explained.nulls is None else explained.nulls.get(index)
    return paragraph(
        case_in_words(
            case,
            analysis,
            MapShown(index, name, explained.maps[layer][index], analysis.placement(layer)),
            layer=chosen.index(layer),  # nulls are those of the chosen layers
            mass=float("nan") if shown.mass is None else shown.mass,
            comparison=None if nulls is None else nulls["mass"],
        )
    )
