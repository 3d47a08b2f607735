"""Which file is which slice, and which masks belong to it. Looks at names only and opens nothing.

A slice is ``<patient>_<n>.tif`` and its mask ``<patient>_<n>_mask.tif``; the last run of digits is the slice's number.
``_seg`` and ``_label`` are masks too, as is what means a mask in other languages, and PNG and JPEG files are slices as
TIFF files are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from xaiviewer.errors import ReadError
from xaiviewer.readers.naming import vocabulary
from xaiviewer.readers.naming.names import hidden, listed, natural_key, shown

SUFFIXES = frozenset({".tif", ".tiff"})
PICTURES = frozenset({".png", ".jpg", ".jpeg"})
MASK_WORDS = ("mask", "seg", "label")
"""How masks are called; the first that is there is shown first."""

_MASK = re.compile(r"(?P<base>.*?)(?:^|[_\-. ])(?P<word>mask|seg|label)(?:s|mentation)?", re.IGNORECASE | re.DOTALL)
_LAST_WORD = re.compile(r"(?P<base>.+)[_\-. ](?P<word>[^_\-. ]+)", re.DOTALL)
_NUMBER = re.compile(r"(?P<before>.*?)(?P<number>[0-9]+)(?P<after>[^0-9]*)", re.DOTALL)


@dataclass(frozen=True)
class SliceFile:
    """One slice.

    Attributes:
        path: the image.
        masks: its masks by the word that calls them so ("mask", "seg", "label").
        number: its place in the sequence; None where its name holds no number.
    """

    path: Path
    masks: Mapping[str, Path] = field(default_factory=dict)
    number: int | None = None


@dataclass(frozen=True)
class Layout:
    """The slices of one case in order, and sentences on what does not fit the layout."""

    slices: tuple[SliceFile, ...]
    notices: tuple[str, ...]


def is_tiff(name: str) -> bool:
    """Does the name look like a TIFF's?"""
    return not hidden(name) and Path(name).suffix.lower() in SUFFIXES


def is_picture(name: str) -> bool:
    """Does the name look like that of a TIFF, PNG or JPEG, slice or mask?"""
    return not hidden(name) and Path(name).suffix.lower() in SUFFIXES | PICTURES


def is_mask(name: str) -> bool:
    """Does the name look like a mask's?"""
    return mask_name(name) is not None


def mask_name(name: str) -> tuple[str, str] | None:
    """The stem of what a mask belongs to and the word that calls it a mask; None where the name is no mask's."""
    stem = _without_ome(Path(name).stem)
    if match := _MASK.fullmatch(stem):
        return match["base"], match["word"].lower()
    match = _LAST_WORD.fullmatch(stem)
    spelt = unicodedata.normalize("NFC", match["word"]).lower() if match else ""
    return (match["base"], MASK_WORDS[0]) if match and vocabulary.MASK.fullmatch(spelt) else None


def key_of(stem: str) -> str:
    """By what an image's stem and its mask's are compared."""
    return _without_ome(unicodedata.normalize("NFC", stem).casefold())  # macOS spells umlauts in two characters


def _without_ome(stem: str) -> str:
    """OME-TIFF's names end in ".ome.tif"."""
    return stem[:-4] if stem.lower().endswith(".ome") else stem


def arrange(folder: Path, images: Iterable[str], masks: Sequence[Path]) -> Layout:
    """Order the slices called `images` in `folder`, and give each its masks.

    Raises:
        ReadError: where there is no slice, or slices of several patients.
    """
    images = sorted(images, key=natural_key)
    paired = _by_slice(masks)
    if not images:
        only = "masks but no slices" if masks else "no TIFF slices"
        raise ReadError(f"{shown(folder)} holds {only}; choose a patient's folder with files like patient_1.tif.")
    images, unnumbered = _one_patient(folder, images)
    images.sort(key=lambda name: (natural_key(Path(name).stem)[0], key_of(Path(name).stem) not in paired, name))
    notices = [f"{shown(name)} carries no slice number and was left out; rename it to add it." for name in unnumbered]
    slices: list[SliceFile] = []
    seen: dict[int | str, str] = {}
    for name in images:
        number = _number(name)
        first = seen.setdefault(name if number is None else number, name)
        if first != name:
            notices.append(f"{shown(name)} has the same slice number as {shown(first)} and was left out; remove one.")
            continue
        slices.append(SliceFile(folder / name, paired.get(key_of(Path(name).stem), {}), number))
    notices += _gaps([each.number for each in slices if each.number is not None])
    notices += _unpaired(slices, paired, {key_of(Path(name).stem) for name in images})
    return Layout(tuple(slices), tuple(notices))


def single(path: Path, masks: Sequence[Path]) -> Layout:
    """One slice's file alone, with its masks if they are among `masks`.

    Raises:
        ReadError: where the file is a mask.
    """
    named = mask_name(path.name)
    if named and named[0]:
        raise ReadError(
            f"{shown(path)} is a mask; open its slice {shown(named[0])}{path.suffix} or the patient's folder."
        )
    if named:
        raise ReadError(f"{shown(path)} is a mask; open the picture it was drawn on, or the folder of both.")
    return Layout((SliceFile(path, _by_slice(masks).get(key_of(path.stem), {}), _number(path.name)),), ())


def masks_in(folder: Path, names: Iterable[str]) -> list[Path]:
    """The masks among the files called `names`, in natural order; of a TIFF and a picture alike the TIFF first."""
    found = [name for name in names if is_picture(name) and is_mask(name)]
    return [folder / name for name in sorted(found, key=lambda name: (not is_tiff(name), natural_key(name)))]


def _by_slice(masks: Sequence[Path]) -> dict[str, dict[str, Path]]:
    """Masks by the key of their slice's stem and by the word that calls them so; the first of two alike counts.

    A file in a folder of masks needs no word of its own.
    """
    found: dict[str, dict[str, Path]] = {}
    for path in masks:
        base, word = mask_name(path.name) or (path.stem, "mask")
        found.setdefault(key_of(base), {}).setdefault(word, path)
    return found


def _number(name: str) -> int | None:
    match = _NUMBER.fullmatch(Path(name).stem)
    return int(match["number"]) if match else None


def _one_patient(folder: Path, images: list[str]) -> tuple[list[str], list[str]]:
    """The files of the one numbered series, and the unnumbered ones beside it."""
    series: dict[tuple[str, str] | None, list[str]] = {}
    for name in images:
        match = _NUMBER.fullmatch(Path(name).stem.casefold())
        series.setdefault((match["before"], match["after"]) if match else None, []).append(name)
    unnumbered = series.pop(None, [])
    if len(series) > 1:
        firsts = listed([shown(names[0]) for names in series.values()])
        raise ReadError(
            f"{shown(folder)} holds {len(series)} differently named series ({firsts}); put each patient's slices in a "
            "folder of its own."
        )
    if series:
        return next(iter(series.values())), unnumbered
    if len(unnumbered) > 1:
        raise ReadError(f"{shown(folder)} holds slices without numbers in their names; name them like patient_1.tif.")
    return unnumbered, []


def _gaps(numbers: list[int]) -> list[str]:
    """One sentence on the numbers that are missing between the first and the last."""
    pairs = [(low, high) for low, high in pairwise(numbers) if high - low > 1]
    if not pairs:
        return []
    spans = [str(low + 1) if high - low == 2 else f"{low + 1} to {high - 1}" for low, high in pairs]
    return [f"The slice numbers have gaps: {listed(spans)} missing; neighbouring slices there are not neighbours."]


def _unpaired(slices: list[SliceFile], paired: Mapping[str, Mapping[str, Path]], known: set[str]) -> list[str]:
    notices = []
    bare = [shown(each.path.name) for each in slices if not each.masks]
    if bare and paired:
        what = "slice has no mask" if len(bare) == 1 else "slices have no mask"
        notices.append(
            f"{len(bare)} {what} ({listed(bare)}); add files named like patient_1_mask.tif or read without them."
        )
    without_slice = [path.name for key, masks in paired.items() if key not in known for path in masks.values()]
    if without_slice:
        what = "mask has no slice" if len(without_slice) == 1 else "masks have no slice"
        shown_names = listed([shown(name) for name in sorted(without_slice, key=natural_key)])
        notices.append(
            f"{len(without_slice)} {what} ({shown_names}) and cannot be shown; add the slice or remove the mask."
        )
    return notices
