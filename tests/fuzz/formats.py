"""Every format's maker of inputs, by name."""

from __future__ import annotations

from archives import dicomdir, zipped
from dicom_hostile import dicom, enhanced_mr, rtstruct, seg
from inputs import Maker
from nifti_hostile import nifti
from tiff_hostile import picture, tiff

MAKERS: dict[str, Maker] = {
    "dicom": dicom,
    "enhanced": enhanced_mr,
    "seg": seg,
    "rtstruct": rtstruct,
    "dicomdir": dicomdir,
    "nifti": nifti,
    "tiff": tiff,
    "picture": picture,
    "zip": zipped,
}
