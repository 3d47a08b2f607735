"""What was measured on the screen as an export takes it: the figures that the panels tell."""

from __future__ import annotations

from collections.abc import Sequence

from xaiviewer.case import Case
from xaiviewer.measurements import MapName, Measured, Measurement, Scale, Table, figures_of
from xaiviewer.review import ShownState, query
from xaiviewer.review.mapped import measurable, on_pixels
from xaiviewer.review.threads.outlining import Outlining


def measured_of(state: ShownState, drawn: Sequence[Measurement], written: Case) -> tuple[Measured, ...]:
    """Every measurement with its figures, of the sequence and the map that are shown.

    Args:
        state: what is on the screen.
        drawn: the measurements.
        written: the case as the export has it, whose series may have lost their names.
    """
    case, volume = state.case, query.volume_shown(state)
    if case is None or volume is None:
        return ()
    scale = Scale.of(case.geometry)
    place = next(at for at, each in enumerate(case.volumes) if each.sequence == volume.sequence)
    named = written.volumes[place]
    sequence = f"{named.sequence} ({named.name})" if named.name else named.sequence
    found = []
    for each in drawn:
        laid = measurable(state, each.slice_index)
        mapped = None if laid is None else on_pixels(laid, case.shape)
        plane = None if each.slice_index in volume.absent else volume.voxels[each.slice_index]
        figures = figures_of(each, scale, case.shape, plane, mapped)
        of_map = MapName() if figures.map is None else map_name(state)
        found.append(Measured(each, figures, sequence if figures.values is not None else "", of_map))
    return tuple(found)


def map_name(state: ShownState) -> MapName:
    """Which map is shown."""
    network, layers = query.network(state), query.layers(state)
    method = state.request.method if state.request is not None else query.method_of(state, state.layer)
    if network is None or method is None:
        return MapName()
    layer = layers[state.layer].name if query.walks(state) and state.layer < len(layers) else ""
    return MapName(network.identity.name, layer, method)


def lesions_of(state: ShownState) -> tuple[Table, MapName]:
    """The table of the case's lesions, and which map their shares are of."""
    return Outlining().table(state, lambda: None), map_name(state)
