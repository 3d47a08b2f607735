"""What tifffile writes: the shape of an array of any rank and, where they were named, its axes.

tifffile 2026: every array begins with a page that carries {"shape": [...], "axes": "..."}; an older form is
"shape=(...)". The last axes are those of the page (rows, columns, and samples behind or before them), the others count
pages, the last of them fastest.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xaiviewer.readers.naming.names import shown
from xaiviewer.readers.tiff.axes import spacing
from xaiviewer.readers.tiff.axes.labels import by_labels, named
from xaiviewer.readers.tiff.axes.page_axes import UNNAMED, PageAxes, as_slices, pages_by_index, refuse
from xaiviewer.readers.tiff.axes.volume import PageVolume, contiguous_stack, sorted_out
from xaiviewer.readers.tiff.pages.page import Page
from xaiviewer.readers.tiff.pages.pages import SHAPED, Pages, described_by

_MOST_AXES = 32
_SLICES = (("Z",), *((each,) for each in UNNAMED))
_LAST = {"rows": "Y", "columns": "X", "samples": "SCQI"}


@dataclass(frozen=True)
class ArrayDescription:
    """One description.

    Attributes:
        axes: of the array, the slowest first; "Q" where one is not named.
        name: of the array; "" where it has none.
        spacing: "unit" and "spacing" as ImageJ's description has them, where they were given.
    """

    axes: PageAxes
    name: str
    spacing: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class _Array:
    """One array of a file: its pages, the axes along which they lie, and what else is said of it."""

    stack: tuple[Page | None, ...]
    axes: PageAxes
    name: str
    spacing: Mapping[str, str]


def parse(text: bytes) -> ArrayDescription | None:
    """The shape in a description; None where it is none."""
    description: Any = None
    with suppress(ValueError, RecursionError):
        if text.startswith(b"shape=("):
            description = {"shape": [int(each) for each in text[7:].split(b")")[0].split(b",") if each.strip()]}
        else:
            description = json.loads(text)
    lengths = description.get("shape") if isinstance(description, dict) else None
    if not isinstance(lengths, list) or not 2 <= len(lengths) <= _MOST_AXES:
        return None
    if not all(type(each) is int and 0 < each < 1 << 31 for each in lengths):
        return None
    axes, name = description.get("axes"), description.get("name")
    names = tuple(axes.upper()) if isinstance(axes, str) and len(axes) == len(lengths) else ("Q",) * len(lengths)
    spacing = {
        each: str(description[each])
        for each in ("unit", "spacing")
        if isinstance(description.get(each), str | int | float)
    }
    return ArrayDescription(PageAxes(names, tuple(lengths)), name.strip() if isinstance(name, str) else "", spacing)


def arrange(pages: Pages, notices: list[str]) -> list[PageVolume]:
    """The volumes of a file that tifffile has described.

    Raises:
        ReadError: where its channels, slices and time points cannot be told apart.
    """
    arrays = _arrays(pages, notices)
    geometry, sentences = spacing.from_imagej(pages, arrays[0].spacing)
    notices += sentences or ([] if geometry.known else spacing.about_resolution(pages))
    if all(each.axes.count == 1 for each in arrays):  # one array per page: pages one after the other
        stack = tuple(each.stack[0] for each in arrays)
        found, names_of = by_labels(
            pages.path,
            pages_by_index(pages.path, as_slices(len(stack)), notices),
            [each.name for each in arrays],
            notices,
        )
        return sorted_out(pages, stack, found, names_of, geometry, notices)
    volumes: list[PageVolume] = []
    if len(arrays) > 1:
        notices.append(
            f"{shown(pages.path)} holds {len(arrays)} arrays one after the other; each is a series of its own."
        )
    for array in arrays:
        name = named(array.name)
        found = pages_by_index(pages.path, array.axes, notices)
        channels = 1 + max(channel for channel, _, _ in found)
        called = [name if channels == 1 else f"{name} {each + 1}" if name else "" for each in range(channels)]
        volumes += sorted_out(pages, array.stack, found, called, geometry, notices)
    return volumes


def _arrays(pages: Pages, notices: list[str]) -> list[_Array]:
    """The arrays of a file, one after the other."""
    found: list[_Array] = []
    numbers, stack = pages.numbers, pages.stack
    at = 0
    while at < len(stack):
        text = pages.texts.get(numbers[at], b"")
        shape = parse(text) if described_by(text) == SHAPED else None
        page = next((each for each in stack[at:] if each is not None), pages.pages[-1])
        if shape is None:
            if len(stack) > 1 and (not found or found[-1].axes.count > 1):
                refuse(pages.path, f"describes {at} of its {len(stack)} pages")
            found.append(_Array((stack[at],), as_slices(1), "", {}))
            at += 1
            continue
        axes = _of_pages(pages.path, shape, page, len(stack))
        members = stack[at : at + axes.count]
        if len(stack) == 1:
            members = contiguous_stack(pages, axes.count)
        if len(members) != axes.count:
            axes = _short(pages.path, shape, axes, len(members), notices)
        found.append(_Array(members, axes, shape.name, shape.spacing))
        at += len(members)
    return found


def _of_pages(path: Path, shape: ArrayDescription, page: Page, count: int) -> PageAxes:
    """The axes along which the pages lie: those that are left of `shape` behind a page's own.

    Args:
        count: pages in the file.
    """
    own = [("rows", page.rows), ("columns", page.columns)]
    if page.samples > 1:
        own.insert(0 if page.planar else 2, ("samples", page.samples))
    left = list(zip(shape.axes.names, shape.axes.lengths, strict=True))
    for what, length in reversed(own):
        while left and left[-1][1] == 1 != length:
            left.pop()
        name, stated = left.pop() if left else ("", 0)
        if stated != length or name not in (*_LAST[what], "Q"):
            if count == 1:
                return as_slices(1)
            refuse(path, f"states axes ({shape.axes}) that are not those of its pages ({page.signature})")
    return PageAxes(tuple(name for name, _ in left), tuple(length for _, length in left))


def _short(path: Path, shape: ArrayDescription, axes: PageAxes, count: int, notices: list[str]) -> PageAxes:
    """The axes of a file that holds other pages than it states."""
    if count > 1 and axes.long().names not in _SLICES:
        refuse(path, f"states other pages ({shape.axes}) than it has ({count})")
    notices.append(f"{shown(path)} states {axes.count} pages but holds {count}; check that none is missing.")
    return as_slices(count)
