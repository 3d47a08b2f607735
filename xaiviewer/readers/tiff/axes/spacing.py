"""Millimetres from what a TIFF says: ImageJ's and OME's descriptions. A resolution for printing is not taken for them.

The resolution tags of a plain TIFF say how large a picture is printed; programs fill in 72, 96 or 300 dots per inch
without being asked. Only ImageJ ("unit=mm", "spacing=5") and OME (PhysicalSizeX) say that a number is a real length.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from xaiviewer.case import Geometry
from xaiviewer.readers.naming.names import shown
from xaiviewer.readers.tiff.pages.pages import Pages

MM = {"nm": 1e-6, "mm": 1.0, "millimeter": 1.0, "millimetre": 1.0, "cm": 10.0, "m": 1000.0, "inch": 25.4, "in": 25.4}
MM |= dict.fromkeys(("µm", "μm", "um", "micron", "microns", "\\u00b5m", "micrometer"), 0.001)
_PIXEL = (0.05, 10.0)  # millimetres; between the finest and the coarsest MR
_SLICE = (0.05, 50.0)


def imagej_fields(description: bytes) -> dict[str, str]:
    """The fields of an ImageJ description, also of SCIFIO's; empty where it is none."""
    if not description.startswith((b"ImageJ=", b"SCIFIO=")):
        return {}
    lines = description[:4096].split(b"\0", 1)[0].decode("latin-1").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def from_imagej(pages: Pages, fields: Mapping[str, str]) -> tuple[Geometry, list[str]]:
    """Spacing as ImageJ states it: pixels per unit in the resolution tags, the slices' distance in the text."""
    unit = fields.get("unit", "").strip().lower()
    if unit not in MM:
        unknown_unit = f" in {unit}" if unit and unit not in ("pixel", "pixels") else ""
        return Geometry(), [
            f"{shown(pages.path)} states no spacing{unknown_unit} that could be millimetres."
        ] if unknown_unit else []
    try:
        step = abs(float(fields.get("spacing", "nan")))
    except ValueError:
        step = math.nan
    sizes = [MM[unit] / each if each > 0 else math.nan for each in (pages.x, pages.y)]
    return geometry(shown(pages.path), (step * MM[unit], sizes[1], sizes[0]))


def about_resolution(pages: Pages) -> list[str]:
    """What is said of a plain TIFF's resolution tags."""
    if pages.unit not in (2, 3) or not (pages.x > 0 and math.isfinite(pages.x)) or pages.x == 1:
        return []
    unit = "inch" if pages.unit == 2 else "cm"
    return [
        f"{shown(pages.path)} states {pages.x:.6g} dots per {unit}; that is for printing and not used as millimetres."
    ]


def geometry(name: str, spacing_mm: tuple[float, float, float]) -> tuple[Geometry, list[str]]:
    """The geometry of a stated (slice, row, column) spacing, where all of it is stated and can be a patient's."""
    step, row, column = spacing_mm
    pixel = f"{column:.4g} x {row:.4g} mm"
    if not (math.isfinite(row) and math.isfinite(column)):
        return Geometry(), []
    if not (_PIXEL[0] <= min(row, column) and max(row, column) <= _PIXEL[1]):
        return Geometry(), [f"{name} states pixels of {pixel}, which no MR has; they are not used."]
    if not math.isfinite(step) or step == 0:
        return Geometry(), [f"{name} states pixels of {pixel} but no distance between slices; neither is used."]
    if not _SLICE[0] <= step <= _SLICE[1]:
        return Geometry(), [f"{name} states slices {step:.4g} mm apart, which no MR has; its spacing is not used."]
    return Geometry(np.diag([column, row, step, 1.0]), known=True, oriented=False), []
