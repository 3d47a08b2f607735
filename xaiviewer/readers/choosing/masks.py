"""Which of a case's masks is shown, and which of its segments count as lesion."""

from __future__ import annotations

from collections.abc import Sequence

from xaiviewer.case import Choices, Contents, MaskSource, Segment
from xaiviewer.errors import UsageError
from xaiviewer.readers.naming import vocabulary
from xaiviewer.readers.naming.layout import MASK_WORDS
from xaiviewer.readers.naming.names import DIALOG, listed, shown


def ranked(contents: Contents, flair: str, used: Sequence[str]) -> list[MaskSource]:
    """The masks that may be taken unasked, best first: drawn on FLAIR, on another series in use, on any series of the
    case, on none that it says; among equals one that is named as drawn, corrected or agreed on by people, then in the
    order in which they are listed.

    One that is named as anatomy (a brain mask) is not among them: it is no lesion's, and figures held against it would
    mislead. One that only its values show to be a mask is where it is the only one.
    """
    keys = {series.key for series in contents.series}

    def place(mask: MaskSource) -> int:
        on = set(mask.series)
        if flair in on:
            return 0
        if on & set(used):
            return 1
        if on & keys:
            return 2
        return 4 if on else 3

    fitting = (mask for mask in contents.masks if not _anatomy_alone(mask, contents) and not _offered(mask, contents))
    return sorted(fitting, key=lambda mask: (place(mask), not _by_hand(mask)))


def candidates(contents: Contents, asked: str | None, flair: str, used: Sequence[str]) -> list[MaskSource]:
    """The mask called `asked`, or where that is None those that may be taken unasked, best first; see `ranked`.

    Raises:
        UsageError: where none is called so, naming those that are there.
    """
    if asked is None:
        return ranked(contents, flair, used)
    found = [mask for mask in contents.masks if mask.key == asked]
    if not found:
        has = ", ".join(map(called, contents.masks)) or "none at all"
        raise UsageError(f"{contents.name} has no mask “{asked}”; it has {has}.")
    return found


def about_anatomy(contents: Contents) -> list[str]:
    """What is said where the only masks are of anatomy, so that none is taken unasked."""
    anatomy = [called(mask) for mask in contents.masks if _anatomy_alone(mask, contents)]
    if not anatomy or len(anatomy) < len(contents.masks):
        return []
    verb, which = ("is", "it") if len(anatomy) == 1 else ("are", "one")
    sentence = f"{listed(anatomy)} {verb} named as anatomy, not as a lesion, and not shown as the mask"
    return [f"{sentence}: choose {which} under {DIALOG} (--mask) where that is wrong."]


def about_offers(contents: Contents) -> list[str]:
    """What is said where no mask is taken, although there are files that may be one by their values."""
    offered = [called(mask) for mask in contents.masks if _offered(mask, contents)]
    if not offered or len(offered) < len(contents.masks):
        return []
    one = len(offered) == 1
    label_maps, which = ("is a label map", "it") if one else ("are label maps", "the right one")
    sentence = (
        f"{listed(offered)} {label_maps} by the values, but nothing says what is outlined there: no mask is shown"
    )
    return [f"{sentence}; choose {which} under {DIALOG} (--mask) if that is the lesion."]


def _by_hand(mask: MaskSource) -> bool:
    return vocabulary.BY_HAND.search(vocabulary.plain(mask.key)) is not None


def _offered(mask: MaskSource, contents: Contents) -> bool:
    """Is it only offered: a mask by its values alone that is not the only one, or lies on no series' grid?"""
    return mask.by_values and (len(contents.masks) > 1 or not mask.series)


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
        raise UsageError(f"{the_mask(mask)} has no segment {unknown[0]}; it has {has}.")
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
        which = f"segment {taken[0]} is" if len(taken) == 1 else f"segments {listed(taken, 6)} are together"
        notices.append(
            f"Of the mask {called(mask)} the {which} taken as the lesion, not {listed(left, 6)}: choose under "
            f"{DIALOG} (--segments)."
        )
    elif len(segments) > 1:
        names = listed([each.name for each in mask.segments], 6)
        notices.append(
            f"{the_mask(mask)} has {len(segments)} segments ({names}), shown as one: choose under {DIALOG} "
            "(--segments)."
        )
    return notices


def called(mask: MaskSource) -> str:
    """A mask as sentences name it."""
    return mask.key if mask.key == mask.name else f"{mask.key} ({mask.name})"


def the_mask(mask: MaskSource) -> str:
    """A mask as sentences begin with it; where only its files have a name of their own, by these."""
    if mask.key not in MASK_WORDS or not mask.files:
        return f"The mask {called(mask)}"
    names = [shown(each.name) for each in mask.files]
    return f"The mask {names[0]}" if len(names) == 1 else f"The mask of {len(names)} files ({listed(names)})"


def _anatomy_alone(mask: MaskSource, contents: Contents) -> bool:
    if mask.segments and all(map(_anatomy, mask.segments)):
        return True
    # "brain_7_mask" beside "brain_7" is a mask of the case that is called so.
    shared = {word for series in contents.series for word in vocabulary.plain(series.key).split()}
    own = [word for word in vocabulary.plain(mask.key).split() if word not in shared]
    return _named_as_anatomy(" ".join(own)) and len(mask.segments) < 2


def _anatomy(segment: Segment) -> bool:
    return _named_as_anatomy(vocabulary.plain(segment.name))


def _named_as_anatomy(words: str) -> bool:
    return vocabulary.ANATOMY.search(words) is not None and vocabulary.LESION.search(words) is None
