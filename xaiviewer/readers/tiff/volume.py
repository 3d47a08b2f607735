"""The pages of one TIFF as channels of slices: ImageJ's and OME's axes, or simply one page after the other."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from xaiviewer.case import Geometry
from xaiviewer.readers.tiff import ome, spacing
from xaiviewer.readers.tiff.page import Page, Pages
from xaiviewer.readers.tiff.stack import uniform

_MOST_CHANNELS = 4  # more than these beside a single slice are slices that a program has called channels


@dataclass(frozen=True, eq=False)
class Channels:
    """The pages of a file by channel.

    Attributes:
        pages: one tuple per channel, of one length: its slices in order.
        names: one per channel; "" where it has none.
        geometry: of the slices.
        notices: sentences on what was left out or assumed.
    """

    pages: tuple[tuple[Page, ...], ...]
    names: tuple[str, ...]
    geometry: Geometry
    notices: tuple[str, ...]


def arrange(pages: Pages) -> Channels:
    """Which page is which slice of which channel, first time alone."""
    path = pages.pages[0].path
    notices = [*pages.notices, *(f"Slice left out: {sentence}" for _, sentence in pages.faults)]
    if fields := spacing.imagej_fields(pages.description):
        return _imagej(pages, fields, notices)
    if ome.is_ome(pages.description):
        try:
            return _ome(pages, notices)
        except ome.Unusable as error:
            notices.append(f"{path} holds an OME description that cannot be used ({error}); its pages are slices.")
    else:
        notices += spacing.about_resolution(pages)
    return _plain(pages, Geometry(), notices)


def _plain(pages: Pages, geometry: Geometry, notices: list[str]) -> Channels:
    slices = tuple(each for each in uniform(pages.pages, notices) if isinstance(each, Page))
    return Channels((slices,), ("",), geometry, tuple(notices))


def _imagej(pages: Pages, fields: Mapping[str, str], notices: list[str]) -> Channels:
    """ImageJ's hyperstack: channels fastest, then slices, then frames (TIFF description, ImageJ 1.x)."""
    path = pages.pages[0].path
    geometry, said = spacing.from_imagej(pages, fields)
    notices += said
    channels, slices, frames = (_count(fields, name) for name in ("channels", "slices", "frames"))
    found = _as_one(pages, _count(fields, "images"))
    if channels * slices * frames != len(found):
        if channels * slices * frames > 1:
            notices.append(f"{path} states other numbers of channels and slices than it has pages; all are slices.")
        return _plain(Pages(found, (), b"", 0, 0, 1, 0), geometry, notices)
    if slices == 1 and frames > 1:
        slices, frames = frames, 1
        notices.append(_taken(path, "moments in time"))
    if slices == 1 and channels > _MOST_CHANNELS:
        slices, channels = channels, 1
        notices.append(_taken(path, f"{slices} channels"))
    if frames > 1:
        notices.append(f"{path} holds {frames} moments in time; the first is shown.")
    by_channel = tuple(tuple(found[channel + channels * at] for at in range(slices)) for channel in range(channels))
    return _checked(by_channel, ("",) * channels, geometry, notices, pages)


def _taken(path: Path, what: str) -> str:
    return f"{path} states {what} but no slices; they are taken as slices."


def _as_one(pages: Pages, images: int) -> tuple[Page, ...]:
    """The pages of a stack of which ImageJ describes the first alone: above 4 GB it writes the others behind it."""
    first = pages.pages[0]
    size = math.prod((first.rows, first.columns, first.samples, first.bits)) // 8
    one_piece = first.packing == "none" and len(first.offsets) == 1
    fits = one_piece and int(first.offsets[0]) + size * images <= pages.length
    if len(pages.pages) > 1 or images < 2 or not fits:
        return pages.pages
    return tuple(first.shifted(number + 1, number * size) for number in range(images))


def _ome(pages: Pages, notices: list[str]) -> Channels:
    path = pages.pages[0].path
    found = ome.parse(pages.description)
    by_number = {page.number: page for page in pages.pages}
    places = {at: by_number[page + 1] for at, page in found.pages(path.name).items() if page + 1 in by_number}
    if {slice_ for _, slice_, _ in places} == {0}:  # some programs call slices another name
        if len({time for _, _, time in places}) > 1:
            places = {(channel, time, 0): page for (channel, _, time), page in places.items()}
            notices.append(_taken(path, "moments in time"))
        elif len(places) > _MOST_CHANNELS:
            places = {(0, channel, 0): page for (channel, _, _), page in places.items()}
            notices.append(_taken(path, f"{len(places)} channels"))
    times = {time for _, _, time in places}
    channels = sorted({channel for channel, _, _ in places})
    slices = sorted({slice_ for _, slice_, _ in places})
    if not places:
        raise ome.Unusable("none of its planes lies in this file")
    first = min(times)
    if any((channel, slice_, first) not in places for channel in channels for slice_ in slices):
        raise ome.Unusable("planes are missing in this file")
    if len(times) > 1:
        notices.append(f"{path} holds {len(times)} moments in time; the first is shown.")
    if found.images > 1:
        notices.append(f"{path} describes {found.images} images; the first is shown.")
    missing = found.sizes["Z"] - len(slices)
    if missing > 0:
        notices.append(f"{path} is one of several files: {missing} of {found.sizes['Z']} slices lie in the others.")
    geometry, said = spacing.geometry(str(path), found.spacing_mm)
    by_channel = tuple(tuple(places[channel, slice_, first] for slice_ in slices) for channel in channels)
    names = tuple(found.names[each] if each < len(found.names) else "" for each in channels)
    return _checked(by_channel, names, geometry, notices + said, pages)


def _checked(
    by_channel: tuple[tuple[Page, ...], ...],
    names: tuple[str, ...],
    geometry: Geometry,
    notices: list[str],
    pages: Pages,
) -> Channels:
    """Pages of one size and type, or simply the pages one after the other."""
    if len({page.signature for slices in by_channel for page in slices}) > 1:
        return _plain(pages, geometry, notices)
    return Channels(by_channel, names, geometry, tuple(notices))


def _count(fields: Mapping[str, str], name: str) -> int:
    text = fields.get(name, "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 8 else 1
