"""A series that stands in for a sequence it was not recognised as: what it is called, and why that matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xaiviewer.case import SEQUENCES, Choices, Series, Volume
from xaiviewer.case.standing_in import sentences
from xaiviewer.readers.choosing.sequences import recognise
from xaiviewer.readers.naming.names import shown

NOT_MR = "; the networks were trained on MR."
"""How what is said of pictures of another modality ends."""


def own_name(series: Series, sequence: str, asked: Choices) -> str:
    """The series' own name where it is not what it is taken for; "" where it is.

    What the user named is what he says, unless it was recognised as something else.
    """
    found = recognise(series)
    named = dict(asked.sequences).get(sequence) == series.key
    if found.sequence == sequence or (named and found.label == "unknown"):
        return ""
    return shown(series.name)


def kind_of(series: Series, sequence: str, asked: Choices) -> str:
    """What a series that stands in for a sequence was recognised as; "" where it does not, or nothing says what it is.

    It is safe to be shown where names are off.
    """
    label = _label(series)
    return label if own_name(series, sequence, asked) and label != "unknown" else ""


def reason(wanted: Mapping[str, Series], asked: Choices) -> str:
    """Why a decision on these series is to be doubted, without the name of a file; "" where none stands in.

    Args:
        wanted: the series taken, by key of `SEQUENCES`.
        asked: what the user named.
    """
    return sentences(
        (kind_of(series, sequence, asked), SEQUENCES[sequence])
        for sequence, series in wanted.items()
        if own_name(series, sequence, asked)
    )


def _label(series: Series) -> str:
    """What it was recognised as: of pictures that are no MR, such as CT, their modality says more than that."""
    modality = str(series.attributes.get("Modality") or "MR")
    return recognise(series).label if modality == "MR" else modality


def for_empty_flair(volumes: Sequence[Volume]) -> str:
    """The same where FLAIR was read but shows nothing, so that the networks see another sequence; "" elsewhere."""
    if any(each.shows for each in volumes if each.sequence == "flair"):
        return ""
    others = [SEQUENCES[each.sequence] for each in volumes if each.shows]
    if not others:
        return ""
    return f"{others[0]} stands in the place of FLAIR, which holds no picture. The networks were not trained on that."
