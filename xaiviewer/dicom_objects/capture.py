"""A view as a Secondary Capture: a colour picture in the patient's study, the stamp burned into it."""

from __future__ import annotations

import warnings

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from xaiviewer.dicom_objects.context import Context
from xaiviewer.dicom_objects.made import PROGRAM, identification, settled, stamped
from xaiviewer.records import NOTICE
from xaiviewer.records.pictures.canvas import SMALL, Canvas

_SERIES = 9401
_STRIP = 28  # pixels below the picture
_NARROWEST = 320  # that the stamp fits into


def capture(context: Context, name: str, *, number: int = _SERIES) -> Dataset:
    """The object of one of the context's pictures."""
    import highdicom  # noqa: PLC0415 - see the room's docstring

    source = context.source
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of source headers that bend the standard
        made = highdicom.sc.SCImage.from_ref_dataset(
            ref_dataset=source.lead,
            pixel_array=with_stamp(context.pictures[name]),
            photometric_interpretation="RGB",
            bits_allocated=8,
            coordinate_system="PATIENT",
            patient_orientation=("L", "P"),
            transfer_syntax_uid="1.2.840.10008.1.2.1",
            **identification(context, f"picture {name}", number, source),
        )
    made["PatientOrientation"].value = None  # panels and legends lie no way in the patient
    made.Laterality = ""  # type 2C: nothing says that what was examined is no part of a pair
    made.BurnedInAnnotation = "YES"
    made.ManufacturerModelName = PROGRAM
    made.SecondaryCaptureDeviceManufacturer = PROGRAM
    made.SeriesDescription = stamped("view")
    return settled(made, context.at)


def with_stamp(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The picture, uint8 ``[row, column, 3]``, above a strip that says what it is not for."""
    height, width = picture.shape[:2]
    canvas = Canvas(height + _STRIP, max(width, _NARROWEST))
    canvas.paste(0, 0, picture)
    canvas.text(8, height + _STRIP - 9, NOTICE, size=SMALL)
    return np.ascontiguousarray(canvas.pixels)
