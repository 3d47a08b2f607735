"""The grey values as they were shown, as a Grayscale Softcopy Presentation State (PS3.3, A.33.1).

Only the window: a blending of map and picture needs a reader that resamples one onto the other, as those of parametric
maps do by themselves.
"""

from __future__ import annotations

import warnings
from typing import Any

from pydicom.dataset import Dataset

from xaiviewer.dicom_objects.context import Context
from xaiviewer.dicom_objects.made import equipment, identification, settled, stamped
from xaiviewer.errors import UsageError

_SERIES = 9501


def presentation(context: Context, *, number: int = _SERIES) -> Dataset:
    """The object of the context's window, for all images of the source series."""
    import highdicom  # noqa: PLC0415 - see the room's docstring

    assert context.window is not None
    low, high = context.window
    window = highdicom.pr.SoftcopyVOILUTTransformation(
        window_center=(low + high + 1) / 2, window_width=max(high - low + 1, 1.0)
    )
    scale = _scale_of_frames(context) if context.source.multiframe else None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of source headers that bend the standard
        made = highdicom.pr.GrayscaleSoftcopyPresentationState(
            referenced_images=list(context.source.headers),
            content_label="WINDOW",
            content_description=stamped("window"),
            voi_lut_transformations=[window],
            modality_lut_transformation=scale,
            **identification(context, "window", number, context.source),
            **equipment(),
        )
    made.Laterality = ""  # type 2C: nothing says that what was examined is no part of a pair
    made.SeriesDescription = stamped("window")
    return settled(made, context.at)


def _scale_of_frames(context: Context) -> Any:
    """How the frames' stored values become those that a window is of.

    Raises:
        UsageError: where it is not one for all: a presentation state holds one.
    """
    import highdicom  # noqa: PLC0415

    found = set()
    for slot in context.source.slots:
        if slot is not None:
            shared = slot.header.get("SharedFunctionalGroupsSequence") or [Dataset()]
            frames = slot.header.get("PerFrameFunctionalGroupsSequence") or [Dataset()] * slot.frame
            places = [*frames[slot.frame - 1].get("PixelValueTransformationSequence", ())]
            places += [*shared[0].get("PixelValueTransformationSequence", ()), slot.header]
            stated = next((each for each in places if "RescaleSlope" in each), None)
            found.add((1.0, 0.0) if stated is None else (float(stated.RescaleSlope), float(stated.RescaleIntercept)))
    if len(found) > 1:
        raise UsageError(
            f"The slices of {context.case.name} are scaled one by one, and a presentation state holds one window for "
            "all of them; export pictures instead."
        )
    ((slope, intercept),) = found
    return highdicom.ModalityLUTTransformation(
        rescale_intercept=intercept, rescale_slope=slope, rescale_type=highdicom.RescaleTypeValues.US
    )
