"""Maps as DICOM Parametric Maps (PS3.3, A.75): one object per request and native grid, never upsampled.

Each frame is one layer's map of one slice: float values as the method gave them, with the layer's own spacing, placed
in the source's frame of reference at the slice's own position. The layers of one grid are a dimension of the object.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from xaiviewer import __version__
from xaiviewer.case import Placement
from xaiviewer.dicom_objects import codes
from xaiviewer.dicom_objects.context import Context
from xaiviewer.dicom_objects.made import PROGRAM, equipment, identification, refer, settled, stamped
from xaiviewer.dicom_objects.source import cosines
from xaiviewer.readers.files.limits import refuse_large
from xaiviewer.readers.naming.names import unique
from xaiviewer.records.asked import Answered
from xaiviewer.requests import (
    INPUT,
    Analysis,
    AttributionMap,
    Explanation,
    LayerMaps,
    ModelIdentity,
    Regions,
    Request,
)

_SERIES = 9201
_LUT_LABEL, _REAL_WORLD_VALUES = 0x00409210, 0x00409096
_LONGEST = 64  # characters (PS3.5, LO)
_LEAST_WIDTH = 1e-6  # of a window: a map of nothing but zeros has one as well


@dataclass(frozen=True, eq=False)
class GridMaps:
    """The maps of one request on one native grid.

    Attributes:
        request: what was asked.
        layers: names, from the input to the output.
        values: float32 ``[slice, row, column, layer]``.
        indices: the slices of the case.
        placement: where the grid's cells lie on a slice.
        name: of its file, unlike any other's of the export.
    """

    request: Request
    layers: tuple[str, ...]
    values: NDArray[np.float32]
    indices: tuple[int, ...]
    placement: Placement
    name: str


def has_place(answered: Answered) -> bool:
    """Whether any of the answers are maps that lie somewhere."""
    return bool(_layers(answered))


def grids(context: Context) -> list[GridMaps]:
    """The maps that can be placed, by request and native grid; those of one grid that are placed alike."""
    if "grids" not in context.kept:
        context.kept["grids"] = _grids(context)
    kept: list[GridMaps] = context.kept["grids"]
    return kept


def _grids(context: Context) -> list[GridMaps]:
    found: dict[str, GridMaps] = {}
    for answered in context.answered if context.analysis is not None else ():
        assert context.analysis is not None
        for each in _of_request(context.analysis, answered):
            name = unique(each.name, found)  # two grids of one size may be placed otherwise
            found[name] = replace(each, name=name)
    return list(found.values())


def parametric_map(context: Context, maps: GridMaps, *, number: int = _SERIES) -> Dataset:
    """The object.

    Raises:
        UsageError, ReadError: where the case's source cannot be read again, or a file cannot hold that much.
    """
    import highdicom  # noqa: PLC0415 - see the room's docstring

    refuse_large(f"The map of {context.case.name}", maps.values.nbytes, "write fewer layers or slices at a time")
    source, case = context.source, context.case
    assert context.analysis is not None  # whose maps these are
    network = context.analysis.description_of(maps.request).identity
    columns_mm, rows_mm = (float(each) for each in np.linalg.norm(case.geometry.affine[:3, :2], axis=0))
    step_mm = case.geometry.spacing_mm[0]
    down, across = maps.placement.steps
    corner = case.geometry.affine[:3, :2] @ (maps.placement.column, maps.placement.row)
    places = [source.origin_of(index) + corner for index in maps.indices]
    everything = [slot for slot in source.slots if slot is not None]
    slots = [everything if (slot := source.slot_of(index)) is None else [slot] for index in maps.indices]
    highest = max(float(np.abs(maps.values).max(initial=0)), _LEAST_WIDTH)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of source headers that bend the standard
        made = highdicom.pm.ParametricMap(
            pixel_array=np.ascontiguousarray(maps.values),
            contains_recognizable_visual_features=False,
            real_world_value_mappings=[[_mapping(maps, place)] for place in range(len(maps.layers))],
            voi_lut_transformations=[
                highdicom.VOILUTTransformation(
                    window_center=0.0,
                    window_width=2 * highest,
                    voi_lut_function="LINEAR_EXACT",  # PS3.3 C.11.2.1.2: only this may be narrower than 1
                )
            ],
            content_label="MAP",
            content_description=stamped(maps.request.method),
            content_qualification="RESEARCH",
            pixel_measures=highdicom.PixelMeasuresSequence([rows_mm * down, columns_mm * across], step_mm, step_mm),
            plane_orientation=highdicom.PlaneOrientationSequence("PATIENT", list(cosines(case.geometry.affine))),
            plane_positions=[highdicom.PlanePositionSequence("PATIENT", list(each)) for each in places],
            contributing_equipment=[_network(network)],
            **source.for_highdicom(),
            **identification(context, maps.name, number, source),
            **equipment(),
        )
    refer(made, list(zip(places, slots, strict=True)))
    made.SeriesDescription = stamped(maps.request.method)
    made.SharedFunctionalGroupsSequence[0].FrameAnatomySequence = [_anatomy(source.lead)]
    _in_order(made, len(maps.layers))
    return settled(made, context.at)


def _network(model: ModelIdentity) -> Any:
    """Whose evidence a map shows, as contributing equipment (PS3.3, C.12.1): its IOD names no algorithm."""
    import highdicom  # noqa: PLC0415

    return highdicom.ContributingEquipment(
        PROGRAM,
        codes.PROCESSING,
        manufacturer_model_name=model.name[:_LONGEST],
        software_versions=__version__,
        contribution_description=f"network explained: {model.architecture}, weights SHA-256 {model.sha256}",
    )


def _anatomy(header: Dataset) -> Dataset:
    """The Frame Anatomy macro, without which dcmqi opens no map: what the source says was examined, else the body."""
    import highdicom  # noqa: PLC0415

    made = Dataset()
    made.FrameLaterality = "U"
    region = codes.REGIONS.get(str(header.get("BodyPartExamined", "")).upper(), codes.BODY)
    made.AnatomicRegionSequence = [highdicom.sr.CodedConcept.from_code(region)]
    return made


def _in_order(made: Dataset, layers: int) -> None:
    """Sort the frames by layer, then along the normal, and index them so.

    highdicom indexes them by position alone, where several layers' lie at one; and dcmqi takes them in the order of the
    file for that of the normal.
    """
    frames, shared = list(made.PerFrameFunctionalGroupsSequence), made.SharedFunctionalGroupsSequence[0]
    orientation = np.array([float(each) for each in shared.PlaneOrientationSequence[0].ImageOrientationPatient])
    normal = np.cross(orientation[:3], orientation[3:])
    along = [float(normal @ np.array(each.PlanePositionSequence[0].ImagePositionPatient, float)) for each in frames]
    numbers = [
        int(str(each.RealWorldValueMappingSequence[0].LUTLabel).rpartition(" ")[2]) if layers > 1 else 1
        for each in frames
    ]
    order = sorted(range(len(frames)), key=lambda place: (numbers[place], along[place]))
    pixels = np.frombuffer(made.FloatPixelData, "<f4").reshape(len(frames), -1)
    made.FloatPixelData = pixels[order].tobytes()
    made.PerFrameFunctionalGroupsSequence = [frames[place] for place in order]
    count = len(frames) // layers
    for place, frame in enumerate(made.PerFrameFunctionalGroupsSequence):
        here = [place // count + 1, place % count + 1]
        frame.FrameContentSequence[0].DimensionIndexValues = here if layers > 1 else here[1:]
    if layers > 1:
        layer = Dataset()
        layer.DimensionIndexPointer, layer.FunctionalGroupPointer = _LUT_LABEL, _REAL_WORLD_VALUES
        layer.DimensionDescriptionLabel = "Layer"
        layer.DimensionOrganizationUID = made.DimensionOrganizationSequence[0].DimensionOrganizationUID
        made.DimensionIndexSequence = [layer, *made.DimensionIndexSequence]


def _mapping(maps: GridMaps, place: int) -> Any:
    """What a layer's values are: their own, in no unit, of the method's quantity."""
    import highdicom  # noqa: PLC0415

    values = maps.values[..., place]
    return highdicom.pm.RealWorldValueMapping(
        lut_label=f"layer {place + 1}",
        lut_explanation=f"{maps.request.method} {maps.layers[place]}"[:64],
        unit=codes.NO_UNITS,
        value_range=(float(values.min()), float(values.max())),
        slope=1.0,
        intercept=0.0,
        quantity_definition=codes.of_method(maps.request.method),
    )


def _of_request(analysis: Analysis, answered: Answered) -> list[GridMaps]:
    found: dict[tuple[Any, ...], list[tuple[str, NDArray[np.float32], Placement]]] = {}
    request = answered.request
    answers = list(answered.found.values())
    known = analysis.description_of(request).layers
    for layer in _layers(answered):
        placement = analysis.placement_of(request, layer)
        values = np.stack([_values(each, layer) for each in answers])
        name = INPUT if layer is None else known[layer].name
        where = (values.shape[1:], placement.row, placement.column, placement.steps)
        found.setdefault(where, []).append((name, values, placement))
    return [
        GridMaps(
            request,
            tuple(name for name, _, _ in each),
            np.stack([values for _, values, _ in each], axis=-1),
            tuple(answered.found),
            each[0][2],
            _name(request, [name for name, _, _ in each], where),
        )
        for where, each in found.items()
    ]


def _name(request: Request, layers: Sequence[str], where: tuple[Any, ...]) -> str:
    """Of the request and the grid, and of the layer where it is alone."""
    (rows, columns), *_ = where
    alone = f"-{layers[0]}" if len(layers) == 1 else ""
    return f"map-{request.method}-{request.key}-{rows}x{columns}{alone}"


def _layers(answered: Answered) -> Sequence[int | None]:
    """The layers with a map that has a place in space; None for the input."""
    match next(iter(answered.found.values())):
        case LayerMaps():
            return answered.layers
        case AttributionMap(layer=layer):
            return (layer,)
        case Regions():
            return (None,)
        case _:
            return ()


def _values(answer: Explanation, layer: int | None) -> NDArray[np.float32]:
    if isinstance(answer, LayerMaps):
        assert layer is not None
        return answer.maps[layer]
    assert isinstance(answer, AttributionMap | Regions)
    return answer.values
