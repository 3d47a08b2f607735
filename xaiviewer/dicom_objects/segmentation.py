"""Outlines as a DICOM Segmentation (PS3.3, A.51): one bit per voxel, on the slices that were acquired.

Segments may overlap; one that has no voxel anywhere is left out. A segment that is alone gets a frame for every slice
from its first to its last, empty or not: ITK takes the frames of a file for slices that follow each other evenly. Where
a slice is missing among the images the frame is empty as well, and derived from none. Of several segments each gets the
slices on which it has a voxel.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from xaiviewer import __version__
from xaiviewer.dicom_objects import codes
from xaiviewer.dicom_objects.context import Context
from xaiviewer.dicom_objects.made import PROGRAM, equipment, identification, refer, settled, stamped
from xaiviewer.dicom_objects.source import Source
from xaiviewer.errors import UsageError
from xaiviewer.readers.files.limits import refuse_large
from xaiviewer.requests import ModelIdentity

MOST_SEGMENTS = 200
_SERIES = 9101
_SERIES_NAMES = {"model": "model outline", "clinician": "clinician mask"}
"""By who drew them. This program, and whoever goes by names, takes no "outline" for a clinician's mask by itself."""


@dataclass(frozen=True, eq=False)
class Outlined:
    """One segment.

    Attributes:
        label: what it is called.
        voxels: bool ``[slice, row, column]`` on the case's grid.
        model: which weights drew it; None where a person did.
    """

    label: str
    voxels: NDArray[np.bool_]
    model: ModelIdentity | None = None


def makers(context: Context) -> dict[str, list[Outlined]]:
    """The segments that hold anything, by who drew them: "model", "clinician", and "reader-" with each pseudonym.

    Those of different makers go into files of their own, so that none is taken for another's.
    """
    case, analysis = context.case, context.analysis
    found: dict[str, list[Outlined]] = {}
    if analysis is not None:
        outlined = np.zeros((len(case), *case.shape), dtype=bool)
        for index, result in analysis.slices.items():
            if result.segmentation is not None:
                outlined[index] = result.segmentation
        label = f"Model's outline of {analysis.description.main_name}"
        found["model"] = [Outlined(label, outlined, analysis.models.get("segmenter"))]
    if case.mask is not None:
        found["clinician"] = [Outlined("Clinician's mask", case.mask.voxels)]
    for reader, voxels in sorted(context.marks.items()):
        found[f"reader-{reader}"] = [Outlined(f"Marks of {reader}", voxels)]
    kept = {maker: [each for each in segments if each.voxels.any()] for maker, segments in found.items()}
    return {maker: segments for maker, segments in kept.items() if segments}


def segmentation(context: Context, name: str, outlined: Sequence[Outlined], *, number: int = _SERIES) -> Dataset:
    """The object.

    Args:
        context: of the export.
        name: who drew it, unlike any other's.
        outlined: one to `MOST_SEGMENTS`, on the case's grid; empty ones are left out.
        number: SeriesNumber.

    Raises:
        UsageError: where there are too many segments, or no voxel of any lies on an acquired slice.
    """
    import highdicom  # noqa: PLC0415 - see the room's docstring

    if len(outlined) > MOST_SEGMENTS:
        raise UsageError(f"{len(outlined)} segments are more than the {MOST_SEGMENTS} that are written; merge some.")
    source = context.source
    kept = [(each, voxels) for each in outlined if (voxels := source.as_acquired(each.voxels)).any()]
    drawn = [index for index in source.stored if any(voxels[index].any() for _, voxels in kept)]
    if not drawn:
        raise UsageError(f"{context.case.name} has no outline of that kind; there is nothing to write.")
    present = drawn if len(kept) > 1 else list(range(drawn[0], drawn[-1] + 1))
    places = [source.place_of(index) for index in present]
    size = len(kept) * len(present) * math.prod(source.grid.shape[1:])
    refuse_large(f"The outline of {context.case.name}", size, "write fewer segments at a time")
    pixels = np.stack([voxels[present] for _, voxels in kept], axis=-1).astype(np.uint8)
    pixels[[place for place, index in enumerate(present) if source.slots[index] is None]] = 0  # nobody drew there
    described = [_described(place, each) for place, (each, _) in enumerate(kept, 1)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of source headers that bend the standard
        made = highdicom.seg.Segmentation(
            pixel_array=pixels,
            segmentation_type="BINARY",
            segment_descriptions=described,
            content_label="OUTLINE",
            content_description=stamped(name),
            content_creator_name=None,
            omit_empty_frames=len(kept) > 1,
            **source.for_highdicom(),
            **identification(context, f"segmentation of {name}", number, source),
            **equipment(),
            **_on_slices(source, places),
        )
    slots = [source.slots[index] for index in present]
    if None in slots:  # highdicom names no images where one frame has none
        for frame in made.PerFrameFunctionalGroupsSequence:
            frame.DerivationImageSequence = [_derivation(source)]
    refer(made, [(place, [slot] if slot else []) for place, slot in zip(places, slots, strict=True)])
    made.SeriesDescription = stamped(_SERIES_NAMES.get(name, name))
    return settled(made, context.at)


def _on_slices(source: Source, places: Sequence[NDArray[np.float64]]) -> dict[str, Any]:
    """Where slices of the acquired grid lie, as highdicom takes it."""
    import highdicom  # noqa: PLC0415

    step_mm, row_mm, column_mm = source.grid.geometry.spacing_mm
    measures = highdicom.PixelMeasuresSequence([row_mm, column_mm], _thickness(source, step_mm), step_mm)
    return {
        "pixel_measures": measures,
        "plane_orientation": highdicom.PlaneOrientationSequence("PATIENT", list(source.orientation)),
        "plane_positions": [highdicom.PlanePositionSequence("PATIENT", list(each)) for each in places],
    }


def _derivation(source: Source) -> Dataset:
    """That a frame was outlined on an image of the source, as highdicom says it."""
    import highdicom  # noqa: PLC0415

    image, made = Dataset(), Dataset()
    image.ReferencedSOPClassUID = source.lead.SOPClassUID
    image.ReferencedSOPInstanceUID = source.lead.SOPInstanceUID
    image.SpatialLocationsPreserved = "YES"
    image.PurposeOfReferenceCodeSequence = [highdicom.sr.CodedConcept.from_code(codes.SOURCE)]
    made.SourceImageSequence = [image]
    made.DerivationCodeSequence = [highdicom.sr.CodedConcept.from_code(codes.SEGMENTED)]
    return made


def _thickness(source: Source, step_mm: float) -> float:
    stated = source.lead.get("SliceThickness")
    return float(stated) if stated else step_mm


def _described(number: int, outlined: Outlined) -> Any:
    import highdicom  # noqa: PLC0415

    model = outlined.model
    algorithm = None
    if model is not None:
        algorithm = highdicom.AlgorithmIdentificationSequence(
            name=model.name[:64],
            family=codes.NETWORK,
            version=__version__,
            source=PROGRAM,
            parameters={"weights SHA-256": model.sha256, "architecture": model.architecture},
        )
    kinds = highdicom.seg.SegmentAlgorithmTypeValues
    return highdicom.seg.SegmentDescription(
        segment_number=number,
        segment_label=outlined.label[:64],
        segmented_property_category=codes.ABNORMAL,
        segmented_property_type=codes.LESION,
        algorithm_type=kinds.MANUAL if model is None else kinds.AUTOMATIC,
        algorithm_identification=algorithm,
    )
