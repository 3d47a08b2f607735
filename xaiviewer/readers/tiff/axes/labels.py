"""What labels of slices and names of channels tell: a name, and which page is what where nothing else says it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from xaiviewer.readers.choosing.sequences import recognise_name
from xaiviewer.readers.naming.names import listed, shown
from xaiviewer.readers.tiff.axes.page_axes import PageIndex, refuse

_COUNTER = re.compile(r"[\s:._#(\[-]*\d+(?:\s*(?:/|of)\s*\d+)?\s*[)\]]?$")
_ENDING = re.compile(r"\.(?:tiff?|png|jpe?g|dcm|nii(?:\.gz)?)(?![a-z0-9])", re.IGNORECASE)
_AXES = re.compile(r"^(?:[czt]:\d+/\d+[\s;,-]*)+", re.IGNORECASE)
_NAMELESS = re.compile(
    r"(?:channels?|ch|c|images?|img|im|im0+|slices?|frames?|series|layer|page|stack|untitled|position|pos|[xyzt])?"
    r"(?:[\s:._#/-]*\d+)*[\s:._#/-]*",
    re.IGNORECASE,
)


def named(text: str) -> str:
    """What a label or the name of a channel tells beyond counting: "FLAIR" of "FLAIR:3/7", "" of "c:1/3 z:2/7"."""
    rest = _ENDING.sub("", _AXES.sub("", text.strip()))
    while (shorter := _COUNTER.sub("", rest)) != rest and shorter and kind_of(shorter) == kind_of(rest):
        rest = shorter
    return "" if _NAMELESS.fullmatch(rest) and not kind_of(rest) else rest


def kind_of(name: str) -> str:
    """The sequence that a name tells of, as users call it; "" where it tells of none."""
    found = recognise_name(name) if name else None
    return found.label if found else ""


def by_labels(
    path: Path, found: Mapping[PageIndex, int], labels: Sequence[str], notices: list[str]
) -> tuple[Mapping[PageIndex, int], tuple[str, ...]]:
    """The places of pages, and the names of the channels, as the labels have them.

    The labels of a channel's slices name it. Where they name several sequences within one channel, the pages were put
    together without axes (ImageJ's "Concatenate"): the labels say what is what, or the file is refused.

    Args:
        found: the position of every channel, slice and time point as the axes have it.
        labels: one per page, or one per channel; any other number of them tells nothing.

    Raises:
        ReadError: where labels and axes contradict each other and the labels alone do not suffice.
    """
    channels = sorted({channel for channel, _, _ in found})
    texts = [named(each) for each in labels]
    if len(labels) == len(channels) != len(found):
        return found, distinct(texts)
    if len(labels) != len(found):
        return found, ()
    kinds = [kind_of(each) for each in texts]
    members = {each: [at for (channel, _, _), at in found.items() if channel == each] for each in channels}
    groups: dict[str, list[int]] = {}
    for at, text in enumerate(texts):
        groups.setdefault(kinds[at] or text, []).append(at)
    alike = len({len(each) for each in groups.values()}) == 1 and "" not in groups
    contradicted = any(len({kinds[at] for at in each} - {""}) > 1 for each in members.values())
    hidden = len(channels) == 1 and 1 < len(groups) < len(found) and alike
    if not (contradicted or hidden) or 2 * sum(map(bool, kinds)) < len(kinds):
        return found, distinct([_shared(each, texts, kinds) for each in members.values()])
    if not alike or len({time for _, _, time in found}) > 1:
        refuse(path, f"labels its slices {listed(sorted(set(kinds) - {''}))} otherwise than its axes have them")
    names = [_shared(each, texts, kinds) or key for key, each in groups.items()]
    sequences = listed([kinds[each[0]] or "others" for each in groups.values()], 8)
    notices.append(f"{shown(path)}: its pages are sorted by the labels of its slices ({sequences}).")
    pages = {(channel, at, 0): page for channel, each in enumerate(groups.values()) for at, page in enumerate(each)}
    return pages, tuple(names)


def _shared(members: Sequence[int], texts: Sequence[str], kinds: Sequence[str]) -> str:
    """The name that all of a channel's slices share, or else their sequence; "" where they share none."""
    for names in (texts, kinds):
        each = {names[at] for at in members}
        if len(each) == 1 and "" not in each:
            return each.pop()
    return ""


def distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Names that tell channels apart; none where all channels have the same."""
    return tuple(names) if len(names) == 1 or len(set(names)) > 1 else ()
