"""What a NIfTI file's name says: whether it is one, its pair, whether it is a mask, and whose."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from xaiviewer.readers.names import hidden

_SUFFIXES = (".nii.gz", ".nii", ".hdr.gz", ".img.gz", ".hdr", ".img")
_MASK = re.compile(
    r"(seg|segm|segs|segmentation|segmentations|dseg|aseg|probseg|masks?|msk|tumou?rmask|brainmask|labels?|lbl|rois?|gt|"
    r"groundtruth|annotations?)\d*"
)
_MASK_AT_END = re.compile(r"(lesions?|les|tumou?rs?|wmh|contours?|[gcp]tv|o?edema|necrosis|infarct|truth|rater)\d*")
_SEQUENCE = re.compile(
    r"t1([wnc]|ce|gd|post|pre|wce|wgd|km|map)?|ct1|mprage|mp2rage|spgr|bravo|unit1|inplanet[12]|t2([wfs]|star|starw|map|tse)?|"
    r"(flair|fla|flr|t2flair|tirm|pd|pdw|pdt2|dwi|adc|swi|swan|asl|dti|cbf|cbv|bold|tof|epi|dce|dsc)\d*"
)
_SIDE = re.compile(
    r"pre|post|ce|gd|gado?|contrast|native|ax|axial|tra|sag|sagittal|cor|coronal|[23]d|se|tse|fse|gre|ffe"
)
_OUTLINED = re.compile(r"tumou?r|lesions?|brain|whole|core|oedema|edema|manual|expert|consensus|final")
_DERIVED = re.compile(r"adc|fa|md|rd|[lv][123]|r?cb[fv]|mtt|tmax|ttp|[tr][12]map|r2star|colfa|trace")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CHUNK = re.compile(r"[A-Za-z0-9]+")
_BIDS = re.compile(r"(?P<subject>sub-[A-Za-z0-9]+)(?:_(?P<session>ses-[A-Za-z0-9]+))?_")
_ENTITY = re.compile(r"(?:^|_)([A-Za-z]+)-([A-Za-z0-9+.]+)")
_CHANNEL = re.compile(r"(?P<case>.+)_(?P<channel>\d{4})")


def is_nifti(name: str) -> bool:
    """Does the name look like a NIfTI or Analyze file's: .nii, .nii.gz, .hdr, .img, .hdr.gz, .img.gz?"""
    return not hidden(name) and name.lower().endswith(_SUFFIXES)


def stem(name: str) -> str:
    """The name without its suffix, ".gz" included."""
    lower = name.lower()
    for suffix in _SUFFIXES:
        if lower.endswith(suffix) and len(name) > len(suffix):
            return name[: -len(suffix)]
    return name


def data_file(path: Path) -> tuple[Path, Path]:
    """The file with the header and the one with the voxels: the two of a pair, or the same one twice."""
    lower = path.name.lower()
    if ".nii" in lower[-7:]:
        return path, path
    base = stem(path.name)
    mine = ".hdr" if ".hdr" in lower[-7:] else ".img"
    other = ".img" if mine == ".hdr" else ".hdr"
    if path.name[len(base) :].isupper():
        other = other.upper()
    there = [path.with_name(base + other + gz) for gz in ("", ".gz", ".GZ")]
    partner = next((each for each in there if each.is_file()), there[0])
    return (path, partner) if mine == ".hdr" else (partner, path)


@dataclass(frozen=True)
class Named:
    """What a name says.

    Attributes:
        subject: whose image it is; "" where the name does not begin with that.
        rest: the remainder, by which images of one subject differ.
        mask: it is a mask's name.
        sequence: a sequence is named in it.
        derived: it is a computed map, such as ADC.
        entities: the key-value pairs of a BIDS name with its suffix as "suffix"; empty for other names.
    """

    subject: str
    rest: str
    mask: bool
    sequence: bool
    derived: bool
    entities: Mapping[str, str]

    @property
    def brain(self) -> bool:
        """A mask of the whole brain rather than of a lesion."""
        return self.mask and "brain" in self.rest.lower()


def read_name(text: str) -> Named:
    """What the name `text`, without its suffix, says."""
    words = _words(text)
    plain = [word for word, _ in words]
    derived = any(_DERIVED.fullmatch(word) for word in plain)
    sequence = next((index for index, word in enumerate(plain) if _SEQUENCE.fullmatch(word)), None)
    if bids := _BIDS.match(text):
        entities = dict(_ENTITY.findall(text)) | {"suffix": text.rpartition("_")[2]}
        mask = _MASK.fullmatch(plain[-1]) is not None or "label" in entities
        subject = "_".join(filter(None, bids.groups()))
        return Named(subject, text[bids.end() :], mask, sequence is not None, derived, entities)
    mask = _is_mask(plain)
    named = [index for index, word in enumerate(plain) if mask and (_MASK.fullmatch(word) or _at_end(plain, index))]
    cuts = [index for index in (sequence, *named) if index is not None]
    cut = min(cuts, default=len(plain))
    while cut and (_SIDE.fullmatch(plain[cut - 1]) or (mask and _OUTLINED.fullmatch(plain[cut - 1]))):
        cut -= 1
    place = words[cut][1] if cut < len(words) else len(text)
    subject = text[:place].rstrip(" _-.+")
    return Named(subject, text[place:], mask, sequence is not None, derived, {})


def _words(text: str) -> list[tuple[str, int]]:
    """Its words in lower case with where they begin; "tumorMask" has two."""
    found = []
    for chunk in _CHUNK.finditer(text):
        starts = [0, *(match.start() for match in _CAMEL.finditer(chunk[0])), len(chunk[0])]
        found += [(chunk[0][one:other].lower(), chunk.start() + one) for one, other in pairwise(starts)]
    return found


def _at_end(words: list[str], index: int) -> bool:
    return index == len(words) - 1 and _MASK_AT_END.fullmatch(words[index]) is not None


def _is_mask(words: list[str]) -> bool:
    """One of the last two words that are no numbers, or the first, means a mask."""
    said = [word for word in words if not word.isdigit()]
    if not said:
        return False
    return any(_MASK.fullmatch(word) for word in (said[0], *said[-2:])) or _at_end(said, len(said) - 1)


def channel_of(text: str) -> tuple[str, int] | None:
    """Case and channel of an nnU-Net name such as ``case_0000``."""
    match = _CHANNEL.fullmatch(text)
    return (match["case"], int(match["channel"])) if match else None
