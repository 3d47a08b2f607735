"""A reader's verdict and the figures as a Comprehensive 3D SR (PS3.3, A.35.13) by template TID 1500.

One report for each reader, who is its person observer under a pseudonym; the program is its device observer. It refers
to the source images, to the segmentations that volumes and Dice are of, and to the maps that agreement is of.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import Any

import numpy as np
from pydicom.dataset import Dataset
from pydicom.sr.codedict import codes as dictionary

from xaiviewer import __version__
from xaiviewer.case.numbering import counted
from xaiviewer.dicom_objects import codes
from xaiviewer.dicom_objects.context import Agreement, Context, Verdict
from xaiviewer.dicom_objects.made import PROGRAM, identification, made_uid, settled, stamped
from xaiviewer.dicom_objects.measured import drawn_groups, lesion_groups
from xaiviewer.dicom_objects.parametric_map import grids
from xaiviewer.dicom_objects.segmentation import Outlined, makers
from xaiviewer.dicom_objects.source import Slot
from xaiviewer.evaluation.overlap import dice
from xaiviewer.records import NOTICE

_SERIES = 9301
_LONGEST = 64
_PARTING = re.compile(r"[\\^=]")


def readers(context: Context) -> list[str]:
    """Pseudonyms of those who answered; "" where nobody did, and for what was measured, as nobody says by whom."""
    found = sorted({each.reader for each in context.verdicts})
    return [*found, ""] if context.measured or not found else found


def report(
    context: Context,
    reader: str,
    segmentations: dict[str, Dataset],
    maps: dict[str, Dataset],
    *,
    number: int = _SERIES,
) -> Dataset:
    """The object.

    Args:
        context: of the export.
        reader: whose answers; "" for the figures alone, with what was drawn to measure it.
        segmentations: by who drew them.
        maps: by the name of `GridMaps`.
        number: SeriesNumber.
    """
    import highdicom  # noqa: PLC0415 - see the room's docstring

    source, sr = context.source, highdicom.sr
    evidence = [*source.headers, *segmentations.values(), *maps.values()]
    tracking = partial(_tracking, context)
    groups = [
        *(_outline(context, maker, each, segmentations[maker]) for maker, each in makers(context).items()),
        *lesion_groups(context, tracking),
        *([] if reader else drawn_groups(context, tracking)),
        *_agreement(context, maps),
        *_verdicts(context, reader),
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of source headers that bend the standard
        content = sr.MeasurementReport(
            observation_context=_observers(reader),
            procedure_reported=dictionary.SCT.ImagingProcedure,
            imaging_measurements=groups,
            title=dictionary.DCM.ImagingMeasurementReport,
            # highdicom describes no multi-frame images; the evidence names them all the same
            referenced_images=None if source.multiframe else list(source.headers),
        )
        made = sr.Comprehensive3DSR(
            evidence=evidence,
            content=content[0],
            is_complete=False,
            **identification(context, f"report of {reader}", number, source),
        )
    made.ManufacturerModelName, made.SoftwareVersions = PROGRAM, __version__
    made.DeviceSerialNumber = __version__
    made.CompletionFlagDescription = NOTICE[:_LONGEST]
    made.SeriesDescription = stamped("review")
    return settled(made, context.at)


def _observers(reader: str) -> Any:
    import highdicom  # noqa: PLC0415

    sr = highdicom.sr
    device = sr.ObserverContext(
        observer_type=dictionary.DCM.Device,
        observer_identifying_attributes=sr.DeviceObserverIdentifyingAttributes(
            uid=made_uid("program", __version__),
            name=PROGRAM,
            manufacturer_name=PROGRAM,
            model_name=PROGRAM,
            serial_number=__version__,
        ),
    )
    person = reader and sr.ObserverContext(
        observer_type=dictionary.DCM.Person,
        observer_identifying_attributes=sr.PersonObserverIdentifyingAttributes(name=_as_a_name(reader)),
    )
    return sr.ObservationContext(observer_person_context=person or None, observer_device_context=device)


def _as_a_name(reader: str) -> str:
    """A pseudonym as a person's name of one component (PS3.5, 6.2.1): nothing in it parts components."""
    return f"{_PARTING.sub(' ', reader)[: _LONGEST - 1]}^"


def _tracking(context: Context, what: str) -> Any:
    import highdicom  # noqa: PLC0415

    about = (context.source.lead.SeriesInstanceUID, context.at.isoformat(), what)
    return highdicom.sr.TrackingIdentifier(uid=made_uid("tracked", *about), identifier=what[:_LONGEST])


def _measured(code: Any, value: float, unit: Any) -> Any:
    import highdicom  # noqa: PLC0415

    return highdicom.sr.Measurement(name=code, value=float(f"{value:.7g}"), unit=unit)


def _outline(context: Context, maker: str, outlined: Sequence[Outlined], written: Dataset) -> Any:
    """Volume of an outline, and of the model's its Dice with the clinician's mask."""
    import highdicom  # noqa: PLC0415

    sr, source = highdicom.sr, context.source
    drawn = np.logical_or.reduce([each.voxels for each in outlined])
    voxel_ml = abs(float(np.linalg.det(source.grid.geometry.affine[:3, :3]))) / 1000
    figures = [_measured(codes.VOLUME, int(source.as_acquired(drawn).sum()) * voxel_ml, codes.MILLILITRE)]
    model = outlined[0].model
    mask = context.case.mask
    if model is not None and mask is not None and mask.drawn.any():
        found = dice(drawn[mask.drawn], mask.voxels[mask.drawn])
        figures.append(_measured(codes.DICE, found, codes.NO_UNITS))
    # Not `from_segmentation`: it does not take segmentations with a single segment.
    segment = sr.ReferencedSegment(
        sop_class_uid=written.SOPClassUID,
        sop_instance_uid=written.SOPInstanceUID,
        segment_number=1,
        source_series=sr.SourceSeriesForSegmentation(source.lead.SeriesInstanceUID),
    )
    algorithm = model and sr.AlgorithmIdentification(
        name=model.name[:_LONGEST], version=__version__, parameters=[f"weights SHA-256 {model.sha256}"]
    )
    return sr.VolumetricROIMeasurementsAndQualitativeEvaluations(
        tracking_identifier=_tracking(context, f"{maker} outline"),
        referenced_segment=segment,
        finding_type=codes.LESION,
        algorithm_id=algorithm or None,
        measurements=figures,
    )


def _agreement(context: Context, maps: dict[str, Dataset]) -> list[Any]:
    """A group for every layer of every method; of some slices alone it is called so."""
    import highdicom  # noqa: PLC0415

    sr, found = highdicom.sr, []
    where = {(each.request.method, layer): maps[each.name] for each in grids(context) for layer in each.layers}

    def of(each: Agreement) -> tuple[str, str, tuple[int, ...]]:
        return each.method, each.layer, each.part

    for (method, layer, part), several in groupby(sorted(context.agreement, key=of), key=of):
        figures = []
        for each in several:
            figures.append(_measured(codes.score(each.measure), each.score, codes.NO_UNITS))
            if each.p is not None:
                figures.append(_measured(codes.p_value(each.measure), each.p, codes.NO_UNITS))
            if each.strongest is not None:
                figures.append(_measured(codes.strongest(each.measure), each.strongest[0], codes.NO_UNITS))
        shown = where.get((method, layer))
        images = [] if shown is None else [sr.SourceImageForMeasurementGroup(shown.SOPClassUID, shown.SOPInstanceUID)]
        found.append(
            sr.MeasurementsAndQualitativeEvaluations(
                tracking_identifier=_tracking(context, f"{method} {layer}" + (f", {counted(part)}" if part else "")),
                finding_type=codes.LESION,
                method=codes.of_method(method),
                measurements=figures,
                source_images=images or None,
            )
        )
    return found


def _picture(slot: Slot) -> Any:
    import highdicom  # noqa: PLC0415

    named = slot.header.SOPClassUID, slot.header.SOPInstanceUID
    return highdicom.sr.SourceImageForMeasurementGroup(*named, [slot.frame] if slot.frame else None)


def _verdicts(context: Context, reader: str) -> list[Any]:
    """A group for what was answered about the case, and one for each slice that something was answered about."""
    import highdicom  # noqa: PLC0415

    sr, found = highdicom.sr, []
    own = [each for each in context.verdicts if each.reader == reader]

    def place(each: Verdict) -> int:
        return -1 if each.slice is None else each.slice

    for index, several in groupby(sorted(own, key=place), key=place):
        said = [
            sr.QualitativeEvaluation(name=codes.answer(each.question), value=codes.answer(each.value))
            for each in several
        ]
        slot = None if index < 0 else context.source.slot_of(index)
        images = [] if slot is None else [_picture(slot)]
        what = "the case" if index < 0 else f"slice {index + 1}"
        found.append(
            sr.MeasurementsAndQualitativeEvaluations(
                tracking_identifier=_tracking(context, f"{reader} on {what}"),
                qualitative_evaluations=said,
                source_images=images or None,
            )
        )
    return found
