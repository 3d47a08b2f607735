"""What was measured on the screen as an export takes it: the figures that the panels tell."""

from __future__ import annotations

from collections.abc import Sequence

from xaiviewer.case import Case
from xaiviewer.exports.measured import measured_on
from xaiviewer.measurements import MapName, Mapped, Measured, Measurement, Table
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

    def mapped(index: int) -> Mapped | None:
        laid = measurable(state, index)
        return None if laid is None else on_pixels(laid, case.shape)

    place = next(at for at, each in enumerate(case.volumes) if each.sequence == volume.sequence)
    return measured_on(written, written.volumes[place], drawn, mapped, map_name(state))


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
