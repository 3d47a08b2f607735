"""What was measured, in figures and words."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from xaiviewer.measurements import (
    REGIONS,
    Diameter,
    Kind,
    Mapped,
    Measurement,
    Row,
    Scale,
    Statistics,
    Table,
    angle,
    area,
    figures_of,
    length,
    pixel_of,
)
from xaiviewer.review import ShownState, intent, query
from xaiviewer.review.derived.steps import Step
from xaiviewer.review.mapped import measurable, on_pixels
from xaiviewer.ui.kit import bearings, wording
from xaiviewer.ui.kit.rendering import Kept
from xaiviewer.ui.language import figure, later, tr

NAMES: dict[Kind, str] = {
    "distance": later("Distance"),
    "angle": later("Angle"),
    "rectangle": later("Rectangle"),
    "ellipse": later("Ellipse"),
    "freehand": later("Freehand"),
    "probe": later("Probe"),
}
"""What each kind of measurement is called."""

NO_SPACING = later("The files state no spacing: lengths are in pixels of the picture, taken as square.")

_FINEST = 6  # decimals that are worth reading

_STEPS = {
    intent.MEASUREMENTS: later("measurement"),
    intent.MARKS: later("marks"),
    intent.CLASS: later("class explained"),
    "request": later("method"),
    "method": later("method"),
    "selection": later("fused layers"),
    "layer": later("layer"),
    "score": later("score"),
    intent.WINDOW: later("window"),
    "draw_above": later("threshold"),
    "opacity": later("opacity"),
    "sequence": later("sequence"),
    "colour_map": later("colours"),
    "polarity": later("sign"),
    f"{intent.VIEW}shown": later("what one view shows"),
    f"{intent.VIEW}turn": later("oblique plane"),
    f"{intent.VIEW}flip": later("flip"),
    f"{intent.VIEW}zoom": later("zoom and position"),
    "": later("display"),
}
"""What a step is called, by the beginning of a setting's name; the first that fits."""

_CM2 = 100.0  # mm² from which on areas are told in cm²


@dataclass(frozen=True)
class Said:
    """What a measurement measures, in figures.

    Attributes:
        size: length, angle or area; of a probe the place.
        pixels: how many a region holds; "" for what holds none.
        values: of the sequence shown; "" for a line.
        brief: their mean and deviation, or a probe's value; "" for a line.
        map: of the map shown, without a word before it; "" where none is known.
        mass: the share of the map's positive evidence on the slice that lies in a region; "" where there is none.
    """

    size: str
    pixels: str = ""
    values: str = ""
    map: str = ""
    mass: str = ""
    brief: str = ""


class Figures:
    """Puts measurements in figures; what has not changed is not measured again."""

    def __init__(self) -> None:
        self._mapped = Kept(4)
        self._said = Kept(128)

    def of(self, state: ShownState, drawn: Measurement, scale: Scale) -> Said:
        """What a measurement measures of the sequence and the map that are shown, on its own slice."""
        case, volume = state.case, query.volume_shown(state)
        if case is None or volume is None:
            return Said("")
        if drawn.kind in ("distance", "angle"):
            return Said(size_of(drawn, scale))
        laid = measurable(state, drawn.slice_index)
        mapped: Mapped | None = None
        if laid is not None:
            mapped = self._mapped.get(
                (laid.values, laid.placement, laid.smooth, case.shape), lambda: on_pixels(laid, case.shape)
            )
        key = (drawn, scale, volume, mapped)
        said: Said = self._said.get(key, lambda: _measured(state, drawn, scale, mapped))
        return said


def _measured(state: ShownState, drawn: Measurement, scale: Scale, mapped: Mapped | None) -> Said:
    case, volume = state.case, query.volume_shown(state)
    assert case is not None
    assert volume is not None
    plane = None if drawn.slice_index in volume.absent else volume.voxels[drawn.slice_index]
    found = figures_of(drawn, scale, case.shape, plane, mapped)
    if drawn.kind == "probe":
        at = pixel_of(drawn, case.shape)
        place = bearings.patient_position(case.geometry, *at, drawn.slice_index)
        said = tr("column {column}, row {row}").format(column=at[1], row=at[0])
        value = tr("not acquired") if found.values is None else value_of(found.values.mean)
        mapped_value = "" if found.map is None else wording.number(found.map.mean)
        return Said(place or said, "", value, mapped_value, brief=value)
    values = "" if found.values is None else _spread(found.values, value_of)
    return Said(
        size_of(drawn, scale),
        tr("%Ln pixels", None, found.pixels or 0),
        values,
        "" if found.map is None else _spread(found.map, wording.number),
        "" if found.mass is None else share_told(found.mass),
        values.partition(" (")[0],
    )


def size_of(drawn: Measurement, scale: Scale) -> str:
    """A length, an angle or an area."""
    if drawn.kind == "distance":
        return length_told(length(drawn.points[0], drawn.points[1], scale), scale)
    if drawn.kind == "angle":
        return figure(f"{angle(drawn.points, scale):.1f}°")
    return area_told(area(drawn, scale), scale) if drawn.kind in REGIONS else ""


def length_told(value: float, scale: Scale) -> str:
    """In millimetres, or in pixels where no spacing is stated."""
    return figure(f"{value:.1f} {_unit(scale)}")


def area_told(value: float, scale: Scale) -> str:
    """In mm² or cm², or in pixels."""
    if not scale.known:
        return figure(f"{value:,.0f} px")
    return figure(f"{value / 100:.2f} cm²" if value >= _CM2 else f"{value:.1f} mm²")


def value_of(value: float) -> str:
    """A stored value or a mean of such."""
    return figure(f"{value:,.0f}" if abs(value) >= 1_000 else f"{value:.4g}")


def share_told(share: float) -> str:
    """A part of the whole."""
    return figure(f"{100 * share:.0f} %" if share >= 0.0995 or share == 0 else f"{100 * share:.1f} %")


def name(drawn: Measurement) -> str:
    """What it is, and its number."""
    return f"{tr(NAMES[drawn.kind])} {drawn.number}"


def told(drawn: Measurement, said: Said, sequence: str, scale: Scale) -> str:
    """All of a measurement in a few lines, to be read beside the list and copied."""
    lines = [f"{name(drawn)} · " + tr("slice {number}").format(number=drawn.slice_index + 1), said.size]
    if said.pixels:
        lines[-1] += f" · {said.pixels}"
    if said.values:
        lines.append(f"{sequence}: {said.values}")
    if said.map:
        lines.append(tr("Map: {values}").format(values=said.map))
    if said.mass:
        lines.append(tr("{share} of the map's positive evidence on the slice").format(share=said.mass))
    if not scale.known and drawn.kind not in ("angle", "probe"):
        lines.append(tr(NO_SPACING))
    return "\n".join(lines)


def diameters(one: Diameter, other: Diameter, scale: Scale) -> str:
    """Two diameters at right angles, as RANO writes them."""
    return figure(f"{one.length:.1f} × {other.length:.1f} {_unit(scale)}")


def rounded_diameters(one: Diameter, other: Diameter, scale: Scale) -> str:
    """The same in whole millimetres or pixels, for a table."""
    return f"{one.length:.0f} × {other.length:.0f} {_unit(scale)}"


def volume_told(row: Row) -> str:
    """A lesion's volume, or its voxels where that is not known."""
    if row.volume_ml is None:
        return figure(f"{row.lesion.voxels:,} vx")
    return figure(f"{row.volume_ml:.1f} ml" if row.volume_ml >= 0.995 else f"{row.volume_ml:.2f} ml")


def lesion_name(row: Row) -> str:
    """Whose lesion, and its number."""
    words = tr("Clinician {number}") if row.by == "clinician" else tr("Model {number}")
    return words.format(number=row.lesion.number)


def lesion_told(row: Row, table: Table, mapped_as: str) -> str:
    """All of a lesion in a few lines; `mapped_as` is what the map shown is called."""
    lesion = row.lesion
    first, last = lesion.first + 1, lesion.last + 1
    where = tr("slice {number}").format(number=first)
    if last > first:
        where = tr("slices {first} to {last}").format(first=first, last=last)
    lines = [f"{lesion_name(row)} · {where}"]
    voxels = tr("%Ln voxels", None, lesion.voxels)
    lines.append(voxels if row.volume_ml is None else f"{volume_told(row)} · {voxels}")
    on = tr("{diameters} at right angles, on slice {number}")
    both = diameters(lesion.longest, lesion.across, table.scale)
    lines.append(on.format(diameters=both, number=lesion.longest.slice_index + 1))
    if lesion.reach is not None:
        lines.append(tr("{length} in space").format(length=length_told(lesion.reach, table.scale)))
    if row.probability is not None:
        lines.append(tr("Mean probability {value}").format(value=wording.percent(row.probability)))
    if row.mass is not None:
        share = tr("{share} of the positive evidence of {map} (%Ln slices)", None, table.mapped)
        lines.append(share.format(share=share_told(row.mass), map=mapped_as))
    return "\n".join(lines)


def step_name(step: Step) -> str:
    """What a step changed, in a word or two: of several settings that go together, the first."""
    return next((tr(words) for key, words in _STEPS.items() if any(each.startswith(key) for each in step.kind)), "")


def joined_told(table: Table) -> str:
    """Whether lesions are connected from slice to slice, and in which unit they are told."""
    if not table.joined:
        return tr("2D: slices are not known to be neighbours, so that each one's parts stand for themselves.")
    words = tr("3D: what touches, at a corner at least, is one lesion.")
    return words if table.scale.known else f"{words} {tr(NO_SPACING)}"


def _spread(found: Statistics, word: Callable[[float], str]) -> str:
    """Mean and deviation to the digit that the deviation is known to, its second, so far as that is worth reading."""
    digits = 1 - math.floor(math.log10(found.sd)) if found.sd > 0 else _FINEST + 1
    if digits <= _FINEST:
        mean, sd = (figure(f"{each:,.{max(digits, 0)}f}") for each in (found.mean, found.sd))
    else:
        mean, sd = word(found.mean), word(found.sd)
    return f"{mean} ± {sd} ({word(found.least)} – {word(found.most)})"


def _unit(scale: Scale) -> str:
    return "mm" if scale.known else "px"
