"""Which file is which slice, and which mask belongs to it. Looks at names only and opens nothing.

A slice is ``<patient>_<n>.tif`` and its mask ``<patient>_<n>_mask.tif``; the last run of digits is the slice's number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from xaiviewer.errors import ReadError
from xaiviewer.readers.names import hidden, listed, natural_key, shown

SUFFIXES = frozenset({".tif", ".tiff"})
_MASK = "_mask"
_NUMBER = re.compile(r"(?P<before>.*?)(?P<number>[0-9]+)(?P<after>[^0-9]*)", re.DOTALL)


@dataclass(frozen=True)
class SliceFile:
    """One slice.

    Attributes:
        path: the image.
        mask: its mask, or None where there is none.
        number: its place in the sequence; None where its name holds no number.
    """

    path: Path
    mask: Path | None
    number: int | None


@dataclass(frozen=True)
class Layout:
    """The slices of one case in order, and sentences on what does not fit the layout."""

    slices: tuple[SliceFile, ...]
    notices: tuple[str, ...]


def is_tiff(name: str) -> bool:
    """Does the name look like a TIFF's?"""
    return not hidden(name) and Path(name).suffix.lower() in SUFFIXES


def is_mask(name: str) -> bool:
    """Does the name look like a mask's?"""
    return Path(name).stem.lower().endswith(_MASK)


def arrange(folder: Path, names: Iterable[str]) -> Layout:
    """Pair and order the TIFF files called `names` in `folder`.

    Raises:
        ReadError: where there is no slice, or slices of several patients.
    """
    tiffs = sorted(filter(is_tiff, names), key=natural_key)
    images = [name for name in tiffs if not is_mask(name)]
    masks = {_key(Path(name).stem[: -len(_MASK)]): name for name in reversed(tiffs) if is_mask(name)}
    if not images:
        only = "masks but no slices" if masks else "no TIFF slices"
        raise ReadError(f"{folder} holds {only}; choose a patient's folder with files like patient_1.tif.")
    images, strangers = _one_patient(folder, images)
    images.sort(key=lambda name: (natural_key(Path(name).stem)[0], _key(Path(name).stem) not in masks, name))
    notices = [f"{shown(name)} carries no slice number and was left out; rename it to add it." for name in strangers]
    slices: list[SliceFile] = []
    seen: dict[int | str, str] = {}
    for name in images:
        key = _key(Path(name).stem)
        number = _number(name)
        first = seen.setdefault(name if number is None else number, name)
        if first != name:
            notices.append(f"{shown(name)} has the same slice number as {shown(first)} and was left out; remove one.")
            continue
        mask = masks.get(key)
        slices.append(SliceFile(folder / name, None if mask is None else folder / mask, number))
    notices += _gaps([each.number for each in slices if each.number is not None])
    notices += _unpaired(slices, set(masks.values()), {_key(Path(name).stem) for name in images})
    return Layout(tuple(slices), tuple(notices))


def single(path: Path, names: Iterable[str]) -> Layout:
    """One slice's file alone, with its mask if it is among the `names` beside it.

    Raises:
        ReadError: where the file is a mask.
    """
    if is_mask(path.name):
        slice_name = f"{path.stem[: -len(_MASK)]}{path.suffix}"
        raise ReadError(f"{path} is a mask; open its slice {slice_name} or the patient's folder.")
    wanted = _key(path.stem + _MASK)
    found = sorted((name for name in names if is_tiff(name) and _key(Path(name).stem) == wanted), key=natural_key)
    return Layout((SliceFile(path, path.with_name(found[0]) if found else None, _number(path.name)),), ())


def _key(stem: str) -> str:
    return stem.casefold()


def _number(name: str) -> int | None:
    match = _NUMBER.fullmatch(Path(name).stem)
    return int(match["number"]) if match else None


def _one_patient(folder: Path, images: list[str]) -> tuple[list[str], list[str]]:
    """The files of the one numbered series, and the unnumbered ones beside it."""
    series: dict[tuple[str, str] | None, list[str]] = {}
    for name in images:
        match = _NUMBER.fullmatch(Path(name).stem.casefold())
        series.setdefault((match["before"], match["after"]) if match else None, []).append(name)
    strangers = series.pop(None, [])
    if len(series) > 1:
        firsts = listed([shown(names[0]) for names in series.values()])
        raise ReadError(
            f"{folder} holds {len(series)} differently named series ({firsts}); put each patient's slices in a "
            "folder of its own."
        )
    if series:
        return next(iter(series.values())), strangers
    if len(strangers) > 1:
        raise ReadError(f"{folder} holds slices without numbers in their names; name them like patient_1.tif.")
    return strangers, []


def _gaps(numbers: list[int]) -> list[str]:
    """One sentence on the numbers that are missing between the first and the last."""
    pairs = [(low, high) for low, high in pairwise(numbers) if high - low > 1]
    if not pairs:
        return []
    spans = [str(low + 1) if high - low == 2 else f"{low + 1} to {high - 1}" for low, high in pairs]
    return [f"The slice numbers have gaps: {listed(spans)} missing; neighbouring slices there are not neighbours."]


def _unpaired(slices: list[SliceFile], masks: set[str], known: set[str]) -> list[str]:
    notices = []
    bare = [shown(each.path.name) for each in slices if each.mask is None]
    if bare and masks:
        what = "slice has no mask" if len(bare) == 1 else "slices have no mask"
        notices.append(
            f"{len(bare)} {what} ({listed(bare)}); add files named like patient_1_mask.tif or read without them."
        )
    lone = sorted((name for name in masks if _key(Path(name).stem[: -len(_MASK)]) not in known), key=natural_key)
    if lone:
        what = "mask has no slice" if len(lone) == 1 else "masks have no slice"
        shown_names = listed([shown(name) for name in lone])
        notices.append(f"{len(lone)} {what} ({shown_names}) and cannot be shown; add the slice or remove the mask.")
    return notices
