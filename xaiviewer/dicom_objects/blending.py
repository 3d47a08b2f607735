"""A map over the images as it was shown, as an Advanced Blending Presentation State (PS3.3, A.33.7).

It names the frames of a Parametric Map and the source images, and says how the reader lays the one over the other:
window and colours of both, and how opaque the map is. The older Blending Presentation State has no floating-point
values and no thresholds, and a map made whole numbers for it would be one more image that looks like the scanner's.

The standard knows one opacity for an input, and weak heat fades: so the map is an input for each step of its values,
and each is laid over what the ones before it made. What no step's thresholds let through is padding: the image alone.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from xaiviewer.dicom_objects.context import Context, Overlay, Step
from xaiviewer.dicom_objects.made import equipment, identification, settled, stamped
from xaiviewer.dicom_objects.parametric_map import GridMaps, grids
from xaiviewer.dicom_objects.presentation import modality, window

_SERIES = 9601
_GREYS = np.repeat(np.arange(256, dtype=np.uint8)[:, None], 3, axis=1)


def overlaid(context: Context) -> GridMaps | None:
    """The maps among which the overlay's is; None where it is not written."""
    wanted = context.overlay
    if not isinstance(wanted, Overlay):
        return None
    return next((e for e in grids(context) if e.request.method == wanted.method and wanted.layer in e.layers), None)


def blending(context: Context, made_map: Dataset, *, number: int = _SERIES) -> Dataset:
    """The object of the context's overlay.

    Args:
        context: of the export, with an overlay whose map is among the written ones.
        made_map: the object that `parametric_map` made of `overlaid`.
        number: SeriesNumber.

    Raises:
        UsageError: where one window cannot say how the images are shown, see `presentation.untellable`.
    """
    import highdicom  # noqa: PLC0415 - see the room's docstring

    overlay, maps = context.overlay, overlaid(context)
    assert isinstance(overlay, Overlay)
    assert maps is not None
    frames = _frames(context, maps, made_map)
    inputs = [_below(context), *(_above(overlay, made_map, place) for place in range(2, len(overlay.steps) + 2))]
    for step, each in zip(overlay.steps, inputs[1:], strict=True):
        each.ReferencedImageSequence[0].ReferencedFrameNumber = [frames[index] for index in step.indices]
        each.ThresholdSequence = [_threshold(*ends) for ends in step.ranges]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of source headers that bend the standard
        made = highdicom.pr.AdvancedBlendingPresentationState(
            referenced_images=[*context.source.headers, made_map],
            blending=inputs,
            blending_display=_over_each_other(overlay.steps),
            content_label="BLENDING",
            content_description=stamped("map over images"),
            **identification(context, "blending", number, context.source),
            **equipment(),
        )
    made.FrameOfReferenceUID = context.source.lead.FrameOfReferenceUID
    made.PositionReferenceIndicator = ""
    # Named once more where every reader looks for references: dciodvfy finds none within the blending's sequences.
    made.ReferencedImageSequence = [image for each in inputs[:2] for image in _plain(each.ReferencedImageSequence)]
    made.Laterality = ""  # type 2C: nothing says that what was examined is no part of a pair
    made.SeriesDescription = stamped("map over images")
    return settled(made, context.at)


def _below(context: Context) -> Any:
    """The source images, whose geometry is shown."""
    import highdicom  # noqa: PLC0415

    source = context.source
    made = highdicom.pr.AdvancedBlending(
        referenced_images=list(source.headers),
        blending_input_number=1,
        modality_lut_transformation=modality(context),
        voi_lut_transformations=[window(context)],
        palette_color_lut_transformation=_palette(_GREYS[::-1] if context.inverted else _GREYS),
    )
    made.GeometryForDisplay = "TRUE"
    used: dict[str, list[int]] = {}
    for slot in source.slots:
        if slot is not None and slot.frame:
            used.setdefault(str(slot.header.SOPInstanceUID), []).append(slot.frame)
    for image in made.ReferencedImageSequence:
        if frames := used.get(str(image.ReferencedSOPInstanceUID)):
            image.ReferencedFrameNumber = sorted(frames)
    return made


def _plain(images: Sequence[Dataset]) -> list[Dataset]:
    """References to whole objects."""
    found = []
    for image in images:
        made = Dataset()
        made.ReferencedSOPClassUID = image.ReferencedSOPClassUID
        made.ReferencedSOPInstanceUID = image.ReferencedSOPInstanceUID
        found.append(made)
    return found


def _above(overlay: Overlay, made_map: Dataset, number: int) -> Any:
    """The map in its colours, as one input."""
    import highdicom  # noqa: PLC0415

    low, high = overlay.ends
    colours = highdicom.pr.SoftcopyVOILUTTransformation(
        window_center=(low + high) / 2,
        window_width=high - low,
        voi_lut_function="LINEAR_EXACT",  # PS3.3 C.11.2.1.2: only this may be narrower than 1
    )
    made = highdicom.pr.AdvancedBlending(
        referenced_images=[made_map],
        blending_input_number=number,
        voi_lut_transformations=[colours],
        palette_color_lut_transformation=_palette(overlay.colours),
    )
    made.GeometryForDisplay = "FALSE"
    return made


def _palette(colours: NDArray[np.uint8]) -> Any:
    """Colours as highdicom takes them; 16 bits are what it writes into presentation states."""
    import highdicom  # noqa: PLC0415

    red, green, blue = (
        highdicom.PaletteColorLUT(0, colours[:, place].astype(np.uint16) * 257, name)
        for place, name in enumerate(("red", "green", "blue"))
    )
    return highdicom.PaletteColorLUTTransformation(red, green, blue)


def _threshold(low: float, high: float) -> Dataset:
    """Values from `low` to `high`, both included, are shown."""
    made = Dataset()
    made.ThresholdType = "RANGE_INCL"
    made.ThresholdValueSequence = []
    for value in (low, high):
        end = Dataset()
        end.ThresholdValue = value
        made.ThresholdValueSequence.append(end)
    return made


def _over_each_other(steps: Sequence[Step]) -> list[Any]:
    """Every step over what those before it made; the last of these is what is shown, and has no number.

    Of no steps the images alone are shown.
    """
    import highdicom  # noqa: PLC0415

    if not steps:
        return [highdicom.pr.BlendingDisplay("EQUAL", [highdicom.pr.BlendingDisplayInput(1)])]
    found, below, count = [], 1, len(steps) + 1
    for place, step in enumerate(steps):
        blended = [highdicom.pr.BlendingDisplayInput(number) for number in (place + 2, below)]
        found.append(highdicom.pr.BlendingDisplay("FOREGROUND", blended, relative_opacity=step.opacity))
        if place < len(steps) - 1:
            below = found[-1].BlendingInputNumber = count + 1 + place  # highdicom takes the number and forgets it
    return found


def _frames(context: Context, maps: GridMaps, made_map: Dataset) -> dict[int, int]:
    """By slice of the case the number of the frame that holds the overlay's map; these lie along the normal."""
    overlay = context.overlay
    assert isinstance(overlay, Overlay)
    plane = made_map.SharedFunctionalGroupsSequence[0].PlaneOrientationSequence[0].ImageOrientationPatient
    cosines = np.array([float(each) for each in plane])
    normal = np.cross(cosines[:3], cosines[3:])
    along = sorted(maps.indices, key=lambda index: float(normal @ context.source.origin_of(index)))
    first = maps.layers.index(overlay.layer) * len(along) + 1
    return {index: first + place for place, index in enumerate(along)}
