"""JPEG Extended with 12 bits, which pydicom refuses to ask GDCM for although GDCM decodes it."""

from __future__ import annotations

from typing import Any

import gdcm
import numpy as np
from numpy.typing import NDArray
from pydicom.uid import JPEGExtended12Bit

from xaiviewer.readers.dicom.image import Image


def is_jpeg12(image: Image) -> bool:
    """Is it of the one kind that is decoded here: JPEG Extended, grey, more than 8 bits?"""
    return image.syntax == JPEGExtended12Bit and image.bits_stored > 8 and image.samples == 1


def decode_jpeg12(image: Image, frame: bytes) -> NDArray[Any]:
    """The stored values ``[row, column]`` of one frame's code.

    Raises:
        ValueError: where GDCM cannot decode it.
    """
    fragment = gdcm.Fragment()
    fragment.SetByteStringValue(frame)
    fragments = gdcm.SequenceOfFragments.New()
    fragments.AddFragment(fragment)
    element = gdcm.DataElement(gdcm.Tag(0x7FE0, 0x0010))
    element.SetValue(fragments.__ref__())
    picture = gdcm.Image()
    picture.SetNumberOfDimensions(2)
    picture.SetDimensions((image.columns, image.rows, 1))
    picture.SetDataElement(element)
    kind = gdcm.PhotometricInterpretation.GetPIType(image.photometric)
    picture.SetPhotometricInterpretation(gdcm.PhotometricInterpretation(kind))
    picture.SetTransferSyntax(gdcm.TransferSyntax(gdcm.TransferSyntax.GetTSType(str.__str__(image.syntax))))
    signed = int(image.signed)
    picture.SetPixelFormat(gdcm.PixelFormat(1, image.bits_allocated, image.bits_stored, image.bits_stored - 1, signed))
    data = picture.GetBuffer()
    if data is None:
        raise ValueError("GDCM decodes nothing")
    stored = np.frombuffer(data.encode("utf-8", "surrogateescape"), dtype=np.dtype(image.dtype))
    return stored.reshape(image.rows, image.columns)
