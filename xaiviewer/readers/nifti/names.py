"""What a NIfTI file's name says: whether it is one, its pair, whether it is a mask, and whose."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from xaiviewer.readers.naming.names import hidden
from xaiviewer.readers.naming.vocabulary import MASK, MASK_AT_END

_SUFFIXES = (".nii.gz", ".nii", ".hdr.gz", ".img.gz", ".hdr", ".img")
_SEQUENCE = re.compile(
    r"t1([wnc]|ce|gd|post|pre|wce|wgd|km|map)?|ct1|mprage|mp2rage|spgr|bravo|unit1|inplanet[12]|t2([wfs]|star|starw|map|tse)?|"
    r"(flair|fla|flr|t2flair|tirm|pd|pdw|pdt2|dwi|adc|swi|swan|asl|dti|cbf|cbv|bold|tof|epi|dce|dsc)\d{0,2}"
)
_SIDE = re.compile(
    r"pre|post|ce|gd|gado?|contrast|native|ax|axial|tra|sag|sagittal|cor|coronal|[23]d|se|tse|fse|gre|ffe"
)
_OUTLINED = re.compile(r"tumou?r|lesions?|brain|whole|core|oedema|edema|manual|expert|consensus|final")
_STATE = re.compile(r"final|new|old|v\d{1,2}|rev\d?|copy|edit(?:ed)?|corr(?:ected)?|checked|approved|bin(?:ary)?")
_DERIVED = re.compile(r"adc|fa|md|rd|r?cb[fv]|mtt|tmax|ttp|[tr][12]map|r2star|colfa|trace")
_EIGEN = re.compile(r"[lv][123]")
_PARTS = re.compile(r"ph|phase|real|imaginary|imag")
_PROTOCOL = re.compile(
    r"brain|head|neuro|mri?|nii|nifti|images?|scan|series|study|acq|recon|reformat\w*|mpr|mip|axobl|obl(?:ique)?|off|iso|"
    r"fs|fat|sat|fatsat|nofs|cube|space|vista|dark|fluid|fl|std|thin|thick|slices?|\d+mm|[0-9]t|p\d|e\d|tilt|"
    r"raw|orig(?:inal)?|bet|hdbet|skull|strip(?:ped)?|skullstrip(?:ped)?|ss|unstripped|bias|n3|n4|"
    r"norm(?:ali[sz]ed)?|zscore|co?reg\w*|registered|res(?:liced|ampled)|warped|mni\d*|to|in|on|defaced?|"
    r"anon|wip|sense|tfe|blade|propeller|grappa|brainextracted|preproc\w*|denoised|masked|crop(?:ped)?|with|without|and"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CHUNK = re.compile(r"[^\s!-/:-@\[-`{-~–—・、。，（）【】「」]+")
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
        derived: it is a computed map, such as ADC, or the phase or a part of a complex image.
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
    text = unicodedata.normalize("NFC", text)  # macOS writes accents apart from their letters
    words = _words(text)
    plain = [word for word, _ in words]
    sequence = next((index for index, word in enumerate(plain) if _SEQUENCE.fullmatch(word)), None)
    tensor = sequence is None or "dti" in plain  # "flair_v2" is no eigenvector
    derived = any(_DERIVED.fullmatch(word) or (tensor and _EIGEN.fullmatch(word)) for word in plain)
    derived = derived or any(map(_PARTS.fullmatch, plain[-1:]))
    if bids := _BIDS.match(text):
        entities = dict(_ENTITY.findall(text)) | {"suffix": text.rpartition("_")[2]}
        mask = "label" in entities or MASK.fullmatch(plain[-1]) is not None or _at_end(plain, len(plain) - 1)
        subject = "_".join(filter(None, bids.groups()))
        return Named(subject, text[bids.end() :], mask, sequence is not None, derived, entities)
    mask = _is_mask(plain)
    named = [index for index in range(len(plain)) if mask and (MASK.fullmatch(plain[index]) or _at_end(plain, index))]
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
    """Does a word mean a mask because only how far it was worked on comes behind it? "tumor_017" is a patient."""
    behind = words[index + 1 :]
    tells = MASK_AT_END.fullmatch(words[index]) is not None and all(map(_says_nothing, behind))
    return tells and not any(word.isdigit() and len(word) > 2 for word in behind)


def _says_nothing(word: str) -> bool:
    return word.isdigit() or _STATE.fullmatch(word) is not None


def _is_mask(words: list[str]) -> bool:
    """One of the last two words, or the first, means a mask; numbers, and how far it was worked on, do not count."""
    telling = [index for index, word in enumerate(words) if not _says_nothing(word)]
    if not telling:
        return False
    ends = {words[index] for index in (telling[0], *telling[-2:])}
    return any(map(MASK.fullmatch, ends)) or _at_end(words, telling[-1])


def strange_words(text: str) -> list[tuple[str, bool]]:
    """The words of a name that neither a sequence nor a protocol is called by, in lower case; the name may be there.

    With each, whether the one before it is strange as well and joined to it by a hyphen or a full stop, as in
    "TCGA-CS-4941".
    """
    text = unicodedata.normalize("NFC", text)
    found = []
    end, strange = -1, False
    for chunk in _CHUNK.finditer(text):
        joined = strange and text[end : chunk.start()] in {"-", "."}
        strange = not _is_protocol(chunk[0])
        end = chunk.end()
        if strange:
            found.append((chunk[0].casefold(), joined))
    return found


def protocol_words(text: str) -> tuple[str, ...]:
    """The other words of a name: two files that share them show the same, of two patients or twice."""
    chunks = (chunk[0] for chunk in _CHUNK.finditer(unicodedata.normalize("NFC", text)))
    return tuple(chunk.lower() for chunk in chunks if _is_protocol(chunk))


def _is_protocol(chunk: str) -> bool:
    return all(
        any(pattern.fullmatch(word) for pattern in (_SEQUENCE, _SIDE, _STATE, _PARTS, _PROTOCOL, MASK))
        for word in ([chunk.lower()] if _SEQUENCE.fullmatch(chunk.lower()) else [word for word, _ in _words(chunk)])
    )


def channel_of(text: str) -> tuple[str, int] | None:
    """Case and channel of an nnU-Net name such as ``case_0000``."""
    match = _CHANNEL.fullmatch(text)
    return (match["case"], int(match["channel"])) if match else None
