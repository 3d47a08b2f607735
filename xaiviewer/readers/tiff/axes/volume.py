"""Pages as volumes: the slices of one channel at one time point, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from xaiviewer.case import Geometry
from xaiviewer.errors import ReadError
from xaiviewer.readers.naming.names import shown
from xaiviewer.readers.tiff.axes.page_axes import PageIndex, refuse
from xaiviewer.readers.tiff.pages.page import Page
from xaiviewer.readers.tiff.pages.pages import Pages
from xaiviewer.readers.tiff.uniform import uniform

_MOST_PAGES = 20_000
_MOST_TIMES = 64


@dataclass(frozen=True, eq=False)
class PageVolume:
    """The slices of one channel at one time point.

    Attributes:
        pages: one per slice, in order.
        geometry: of the slices.
        name: of the channel; "" where it has none.
        time: the time point, from 0, as those of the file count.
    """

    pages: tuple[Page, ...]
    geometry: Geometry
    name: str = ""
    time: int = 0


def plain(pages: Sequence[Page | None], geometry: Geometry, notices: list[str]) -> list[PageVolume]:
    """One volume of pages that are slices one after the other."""
    return [PageVolume(tuple(uniform([each for each in pages if each is not None], notices)), geometry)]


def sorted_out(
    pages: Pages,
    stack: Sequence[Page | None],
    found: Mapping[PageIndex, int],
    names: Sequence[str],
    geometry: Geometry,
    notices: list[str],
) -> list[PageVolume]:
    """The volumes of a stack, channel by channel and time point by time point.

    Args:
        stack: all pages; None for one that cannot be decoded.
        found: the position in it of every channel, slice and time point.
        names: of the channels; "" or missing where one has none.

    Raises:
        ReadError: where its pages are not alike or no slice can be read in all channels.
    """
    channels, slices, times = (sorted({index[axis] for index in found}) for axis in range(3))
    lost = {index[1] for index, at in found.items() if stack[at] is None}
    kept = [each for each in slices if each not in lost]
    if not kept:
        raise ReadError(f"{shown(pages.path)} holds no slice that can be read in all its channels; copy it again.")
    if len(channels) * len(times) == 1:
        only = [stack[found[channels[0], each, times[0]]] for each in kept]
        name = names[channels[0]] if channels[0] < len(names) else ""
        return [replace(each, name=name) for each in plain(only, geometry, notices)]
    if lost:
        where = ", ".join(str(each + 1) for each in sorted(lost))
        notices.append(f"{shown(pages.path)}: slice {where} is left out of all channels, since it is missing in some.")
    whole = {index: page for index, at in found.items() if (page := stack[at]) is not None and index[1] in kept}
    alike = sorted({page.signature for page in whole.values()})
    if len(alike) > 1:
        refuse(pages.path, f"holds pages of different size or type ({alike[0]}; {alike[1]})")
    if len(times) > 1:
        listed = f", of which the first {_MOST_TIMES}" if len(times) > _MOST_TIMES else "; the others"
        notices.append(
            f"{shown(pages.path)} holds {len(times)} moments in time; the first is taken{listed} can be chosen."
        )
    return [
        PageVolume(
            tuple(whole[channel, each, time] for each in kept),
            geometry,
            names[channel] if channel < len(names) else "",
            number,
        )
        for channel in channels
        for number, time in enumerate(times[:_MOST_TIMES])
    ]


def contiguous_stack(pages: Pages, count: int) -> tuple[Page | None, ...]:
    """The pages of a stack of which the first alone is described, with the others' pixels right behind its own.

    ImageJ writes stacks above 4 GB so, and tifffile where it is told to.

    Args:
        count: how many pages the description states.
    """
    first = pages.pages[0]
    size = int(first.lengths.sum())
    ends = first.offsets + first.lengths
    one_piece = first.packing == "none" and not first.tiled and bool((ends[:-1] == first.offsets[1:]).all())
    fits = one_piece and int(first.offsets[0]) + size * count <= pages.length
    if len(pages.numbers) > 1 or not 1 < count <= _MOST_PAGES or not fits:
        return pages.stack
    return tuple(first.shifted(number + 1, number * size) for number in range(count))
