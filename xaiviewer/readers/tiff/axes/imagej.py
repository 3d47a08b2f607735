"""ImageJ's hyperstacks: channels, slices and frames in six orders, and slices that are named by their labels.

ImageJ 1.54: FileSaver writes the numbers, `order=` is written by programs that store the pages otherwise than ImageJ
does (channels fastest, then slices, then frames). SCIFIO, which saves for ImageJ2, names its axes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from xaiviewer.readers.naming.names import shown
from xaiviewer.readers.tiff.axes import spacing
from xaiviewer.readers.tiff.axes.labels import by_labels
from xaiviewer.readers.tiff.axes.page_axes import PageAxes, as_slices, pages_by_index, refuse
from xaiviewer.readers.tiff.axes.volume import PageVolume, contiguous_stack, sorted_out
from xaiviewer.readers.tiff.pages.pages import Pages

_COUNTS = {"C": "channels", "Z": "slices", "T": "frames"}
_SCIFIO = {"channel": "C", "z": "Z", "time": "T", "x": "X", "y": "Y"}


def arrange(pages: Pages, notices: list[str]) -> list[PageVolume]:
    """The volumes of a file with ImageJ's description.

    Raises:
        ReadError: where its channels, slices and frames cannot be told apart.
    """
    path, fields = pages.path, spacing.imagej_fields(pages.description)
    geometry, sentences = spacing.from_imagej(pages, fields)
    notices += sentences
    slope, inter = _calibration(fields)
    stack = tuple(
        replace(each, slope=slope, inter=inter) if each and each.kind != "float" and each.photometric == 1 else each
        for each in contiguous_stack(pages, _count(fields, "images"))
    )
    if len(stack) == 1 and _count(fields, "images") > 1:
        notices.append(f"{shown(path)} states {fields['images']} pages but holds one; check that none is missing.")
    axes = _axes(path, fields, len(stack), pages.pages[0].samples, notices)
    found, names = by_labels(path, pages_by_index(path, axes, notices), pages.labels, notices)
    return sorted_out(pages, stack, found, names, geometry, notices)


def _axes(path: Path, fields: Mapping[str, str], count: int, samples: int, notices: list[str]) -> PageAxes:
    """The axes of `count` pages, of which each holds `samples` numbers per pixel."""
    if count == 1:
        return as_slices(1)
    named = _scifio(fields)
    if named is not None and named.count == count:
        return named
    lengths = {letter: _count(fields, name) for letter, name in _COUNTS.items()}
    if lengths["C"] == samples and lengths["Z"] * lengths["T"] == count:
        lengths["C"] = 1  # the channels lie in the page
    order = _order(fields)
    axes = PageAxes(tuple(reversed(order or "CZT")), tuple(lengths[each] for each in reversed(order or "CZT")))
    if axes.count == count:
        if not order and len(axes.long().lengths) > 1:
            refuse(path, f"states an order of its axes that is not known (“{fields['order']}”)")
        return axes
    if lengths["C"] * lengths["T"] > 1:
        refuse(path, f"states other numbers of channels, slices and frames ({axes}) than it has pages ({count})")
    if lengths["Z"] > 1:
        notices.append(f"{shown(path)} states {lengths['Z']} slices but has {count} pages; all are slices.")
    return as_slices(count)


def _order(fields: Mapping[str, str]) -> str:
    """The axes, the fastest first; "" where they are not known."""
    stated = fields.get("order", "").strip().lower().removesuffix("(default)").strip().removeprefix("xy")
    if stated in ("", "default"):
        return "CZT"
    return stated.upper() if sorted(stated) == ["c", "t", "z"] else ""


def _scifio(fields: Mapping[str, str]) -> PageAxes | None:
    """The axes that SCIFIO names, or None."""
    names = [each.strip() for each in fields.get("axes", "").split(",")]
    lengths = [each.strip() for each in fields.get("lengths", "").split(",")]
    if len(names) != len(lengths) or not all(each.isascii() and each.isdigit() and len(each) < 8 for each in lengths):
        return None
    of_pages = [
        (_SCIFIO.get(name.lower(), name), int(length))
        for name, length in zip(names, lengths, strict=True)
        if _SCIFIO.get(name.lower()) not in ("X", "Y")
    ]
    return PageAxes(tuple(name for name, _ in reversed(of_pages)), tuple(length for _, length in reversed(of_pages)))


def _calibration(fields: Mapping[str, str]) -> tuple[float, float]:
    """Slope and intercept of a straight line: ImageJ stores signed numbers, and DICOM's scaled ones, as unsigned."""
    try:
        inter, slope = float(fields.get("c0", "0")), float(fields.get("c1", "1"))
    except ValueError:
        return 1.0, 0.0
    usable = fields.get("cf", "") == "0" and math.isfinite(inter) and math.isfinite(slope) and slope != 0
    return (slope, inter) if usable else (1.0, 0.0)


def _count(fields: Mapping[str, str], name: str) -> int:
    text = fields.get(name, "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 8 else 1
