"""Which of a case's masks is shown, and which of its segments count as lesion."""

from __future__ import annotations

from collections.abc import Sequence

from xaiviewer.case import Choices, Contents, MaskSource, Segment
from xaiviewer.errors import UsageError
from xaiviewer.readers import vocabulary
from xaiviewer.readers.names import DIALOG, listed


def ranked(contents: Contents, flair: str, used: Sequence[str]) -> list[MaskSource]:
    """The masks, best first: drawn on FLAIR, on another series in use, on any series of the case, on none that it says.

    Among equals one that is named as anatomy (a brain mask) comes last; then they keep the order in which they are
    listed.
    """
    keys = {series.key for series in contents.series}

    def place(mask: MaskSource) -> tuple[bool, int]:
        on = set(mask.series)
        if flair in on:
            rank = 0
        elif on & set(used):
            rank = 1
        elif on & keys:
            rank = 2
        else:
            rank = 4 if on else 3
        return _anatomy_alone(mask), rank

    return sorted(contents.masks, key=place)


def default_segments(mask: MaskSource) -> tuple[int, ...]:
    """The whole lesion: every segment but those that are named as anatomy; all of them where no other is left."""
    lesion = tuple(each.number for each in mask.segments if not _anatomy(each))
    return lesion or tuple(each.number for each in mask.segments)


def chosen_segments(mask: MaskSource, numbers: tuple[int, ...]) -> tuple[int, ...]:
    """`numbers`, or the whole lesion where they are left open.

    Raises:
        UsageError: for a number that the mask does not have.
    """
    if not numbers:
        return default_segments(mask)
    known = {each.number for each in mask.segments}
    unknown = [str(each) for each in numbers if each not in known]
    if unknown:
        has = ", ".join(f"{each.number} ({each.name})" for each in mask.segments) or "no segments to choose from"
        raise UsageError(f"The mask {called(mask)} has no segment {unknown[0]}; it has {has}.")
    return tuple(sorted(set(numbers)))


def about_choice(contents: Contents, mask: MaskSource, segments: tuple[int, ...], asked: Choices) -> list[str]:
    """What there was to choose from, where `asked` left it open."""
    notices = []
    others = [called(each) for each in contents.masks if each is not mask]
    if others and asked.mask is None:
        count = len(contents.masks)
        notices.append(
            f"There are {count} masks; {called(mask)} is shown, not {listed(others)}: choose under {DIALOG} (--mask)."
        )
    if asked.segments:
        return notices
    left = [each.name for each in mask.segments if each.number not in segments]
    if left:
        taken = [each.name for each in mask.segments if each.number in segments]
        notices.append(
            f"Of the mask {called(mask)} the segments {listed(taken, 6)} are taken together as the lesion, not "
            f"{listed(left, 6)}: choose under {DIALOG} (--segments)."
        )
    elif len(segments) > 1:
        names = listed([each.name for each in mask.segments], 6)
        notices.append(
            f"The mask {called(mask)} has {len(segments)} segments ({names}), shown as one: choose under {DIALOG} "
            "(--segments)."
        )
    return notices


def called(mask: MaskSource) -> str:
    """A mask as sentences name it."""
    return mask.key if mask.key == mask.name else f"{mask.key} ({mask.name})"


def _anatomy_alone(mask: MaskSource) -> bool:
    if mask.segments and all(map(_anatomy, mask.segments)):
        return True
    return _named_as_anatomy(mask.key) and len(mask.segments) < 2


def _anatomy(segment: Segment) -> bool:
    return _named_as_anatomy(segment.name)


def _named_as_anatomy(name: str) -> bool:
    words = vocabulary.plain(name)
    return vocabulary.ANATOMY.search(words) is not None and vocabulary.LESION.search(words) is None
