"""The grey values as they were shown, as a Grayscale Softcopy Presentation State (PS3.3, A.33.1).

Only the window: a blending of map and picture needs a reader that resamples one onto the other, as those of parametric
maps do by themselves.
"""

from __future__ import annotations

import warnings

from pydicom.dataset import Dataset

from xaiviewer.dicom_objects.context import Context
from xaiviewer.dicom_objects.made import equipment, identification, settled, stamped

_SERIES = 9501


def presentation(context: Context, *, number: int = _SERIES) -> Dataset:
    """The object of the context's window, for all images of the source series."""
    import highdicom  # noqa: PLC0415 - see the room's docstring

    assert context.window is not None
    low, high = context.window
    window = highdicom.pr.SoftcopyVOILUTTransformation(
        window_center=(low + high + 1) / 2, window_width=max(high - low + 1, 1.0)
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of source headers that bend the standard
        made = highdicom.pr.GrayscaleSoftcopyPresentationState(
            referenced_images=list(context.source.headers),
            content_label="WINDOW",
            content_description=stamped("window"),
            voi_lut_transformations=[window],
            **identification(context, "window", number, context.source),
            **equipment(),
        )
    made.Laterality = ""  # type 2C: nothing says that what was examined is no part of a pair
    made.SeriesDescription = stamped("window")
    return settled(made, context.at)
