"""What a map is held against, as it stands in a sentence."""

from __future__ import annotations

from xaiviewer.case import SEQUENCES, Case, Volume
from xaiviewer.requests.nulls import MOVED, UNIFORM
from xaiviewer.summary.sentence import Sentence, Value

NULL_NAMES = {
    MOVED: "a mask at random places",
    UNIFORM: "a uniform map",
    "brightness": "the brightness of {sequence}",
    "asymmetry": "the difference of {sequence} from the other side of the head",
    "edges": "the edges of {sequence}",
    "blob": "the place where lesions lie on average",
    "another slice": "the masks of other slices",
    "another patient": "the masks of other patients",
    "the model's outline": "the model's outline",
    "random weights": "networks with random weights",
    "permuted labels": "a network trained on permuted labels",
}
"""By the part of a null's key before its colon."""
STANDING_IN = "the series taken for {sequence}"
ITSELF = "the picture"
"""What a network that names no sequence sees."""
MAIN = "the main sequence"
"""That of a null that names none."""


def null_title(key: str, *, itself: bool = False) -> str:
    """A null in a table, where there is no case: with the name of its sequence.

    Args:
        key: of the null.
        itself: whether the network names no sequence, so that the picture is told of.
    """
    what, _, sequence = key.partition(": ")
    name = ITSELF if itself else SEQUENCES.get(sequence, sequence or MAIN)
    return NULL_NAMES.get(what, key).format(sequence=name)


def null_name(key: str, case: Case) -> Sentence:
    """A null as it stands in a sentence; a picture's with the name of the case's sequence."""
    what, _, sequence = key.partition(": ")
    names: dict[str, Value] = {each.sequence: _name(each) for each in case.volumes}
    name = names.get(sequence or case.main_volume.sequence, sequence)
    return Sentence(NULL_NAMES.get(what, "{sequence}"), {"sequence": name if what in NULL_NAMES else key})


def _name(volume: Volume) -> Value:
    """A sequence within a sentence; of what only stands in for it no name, which may be a patient's."""
    name = SEQUENCES[volume.sequence]
    if volume.itself and volume.name:
        return Sentence(ITSELF)
    return Sentence(STANDING_IN, {"sequence": volume.taken_for or name}) if volume.name else name
