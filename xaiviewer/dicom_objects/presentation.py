"""The grey values as they were shown, as a Grayscale Softcopy Presentation State (PS3.3, A.33.1).

Only the window; the map over the images is another object's, see `blending`.
"""

from __future__ import annotations

import warnings
from typing import Any

from pydicom.dataset import Dataset

from xaiviewer.dicom_objects.context import Context
from xaiviewer.dicom_objects.made import equipment, identification, settled, stamped
from xaiviewer.errors import UsageError, XaiViewerError

_SERIES = 9501
_UNSCALED = (1.0, 0.0, "US")
_GROUP = "PixelValueTransformationSequence"


def presentation(context: Context, *, number: int = _SERIES) -> Dataset:
    """The object of the context's window, for all images of the source series.

    Raises:
        UsageError: where one window cannot say how they are shown, see `untellable`.
    """
    import highdicom  # noqa: PLC0415 - see the room's docstring

    stated = any("RescaleSlope" in each for each in context.source.headers)
    scale = modality(context) if stated or context.source.multiframe else None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of source headers that bend the standard
        made = highdicom.pr.GrayscaleSoftcopyPresentationState(
            referenced_images=list(context.source.headers),
            content_label="WINDOW",
            content_description=stamped("window"),
            voi_lut_transformations=[window(context)],
            modality_lut_transformation=scale,
            presentation_lut_transformation=highdicom.PresentationLUTTransformation(
                presentation_lut_shape="INVERSE" if context.inverted else "IDENTITY"
            ),
            **identification(context, "window", number, context.source),
            **equipment(),
        )
    made.Laterality = ""  # type 2C: nothing says that what was examined is no part of a pair
    made.SeriesDescription = stamped("window")
    return settled(made, context.at)


def window(context: Context) -> Any:
    """The context's window, as highdicom takes it."""
    import highdicom  # noqa: PLC0415

    assert context.window is not None
    low, high = context.window
    return highdicom.pr.SoftcopyVOILUTTransformation(
        window_center=(low + high + 1) / 2, window_width=max(high - low + 1, 1.0)
    )


def untellable(context: Context) -> str:
    """Why one window does not say how the source's images are shown; "" where it does."""
    try:
        modality(context)
    except XaiViewerError as error:
        return str(error)
    return ""


def modality(context: Context) -> Any:
    """How the images' stored values become those that a window is of, as highdicom takes it.

    Raises:
        UsageError: where it is not one line for all: a presentation state holds one.
        ReadError: where the source cannot be read again.
    """
    import highdicom  # noqa: PLC0415

    headers, name = context.source.headers, context.case.name
    if any(each.get("PhotometricInterpretation") != "MONOCHROME2" or "ModalityLUTSequence" in each for each in headers):
        raise UsageError(
            f"The images of {name} are in colour, have their lowest value white, or hold a table of values, and no "
            "window of them is written; export pictures instead."
        )
    found = {_scale(slot.header, slot.frame) for slot in context.source.slots if slot is not None}
    if len({each[:2] for each in found}) > 1:
        raise UsageError(
            f"The slices of {name} are scaled one by one, and a presentation state holds one window for all of them; "
            "export pictures instead."
        )
    slope, intercept, kind = min(found)
    return highdicom.ModalityLUTTransformation(
        rescale_intercept=intercept, rescale_slope=slope, rescale_type=kind if len(found) == 1 else "US"
    )


def _scale(header: Dataset, frame: int) -> tuple[float, float, str]:
    """Slope, intercept and type of what a frame holds; of a file with a single picture `frame` is 0."""
    places = [header]
    if frame:
        shared = header.get("SharedFunctionalGroupsSequence") or [Dataset()]
        frames = header.get("PerFrameFunctionalGroupsSequence") or [Dataset()] * frame
        places = [each for group in (frames[frame - 1], shared[0]) for each in group.get(_GROUP, ())] + places
    stated = next((each for each in places if "RescaleSlope" in each), None)
    if stated is None:
        return _UNSCALED
    return float(stated.RescaleSlope), float(stated.RescaleIntercept), str(stated.get("RescaleType") or "US")
