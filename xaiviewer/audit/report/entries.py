"""What an audit is about: networks, layers, methods, patients, and what was asked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A figure and its 95 % interval over patients; NaN where it is undefined or there is one patient alone."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class NetworkEntry:
    """A pair of networks that judged patients.

    Attributes:
        name: "bundled", or of the cross-validation's fold whose patients it did not train on: "fold-0".
        classifier, segmenter: SHA-256 of the weights.
        cases: how many patients it judged.
    """

    name: str
    classifier: str
    segmenter: str
    cases: int


@dataclass(frozen=True)
class LayerEntry:
    """A layer, from the input to the output.

    Attributes:
        name: as the network's graph has it.
        kind: "convolution", "relu", "evidence", ...
        grid: rows and columns of its map.
        stride: input pixels from one cell to the next.
        groups: the parts of the network that it stands in, from coarse to fine.
        other_names: library, a colon, and what that calls it.
    """

    name: str
    kind: str
    grid: tuple[int, ...]
    stride: int
    groups: tuple[str, ...]
    other_names: tuple[str, ...]


@dataclass(frozen=True)
class NamedEntry:
    """A method, a measure or a null: its key in the tables, how it is called, and what sort of thing it is.

    Attributes:
        key: in the tables.
        title: to be shown.
        kind: of a null, see `requests.nulls.NullKind`; of a method its family; of a measure "".
        higher_is_better: of a measure; true for the rest.
    """

    key: str
    title: str
    kind: str
    higher_is_better: bool


@dataclass(frozen=True)
class AuditSettings:
    """What was asked.

    Attributes:
        command: the command line that makes this report again.
        folds: whether every patient was judged by the networks of the fold that did not train on him.
        explained_class: name of the class whose logit the maps explain.
        placements: random places of the mask.
        seed: of placements, other patients, networks and resamples.
        slices_per_case: at most so many slices with a lesion, and so many without, of each patient; null for all.
        threshold: share of a map's maximum from which a cell is marked, for IoU and Dice.
        tolerance_mm: how far beside the mask the strongest cell may lie, for pointing with tolerance.
        other_patients: how many other patients' masks serve as nulls.
        resamples: of the bootstrap.
        opening_method, opening_layer: the map that stands for a network's attention among the disagreements.
        names: whether patients' folder names stand in `CaseEntry`.
    """

    command: str
    folds: bool
    explained_class: str
    placements: int
    seed: int
    slices_per_case: int | None
    threshold: float
    tolerance_mm: float
    other_patients: int
    resamples: int
    opening_method: str
    opening_layer: str
    names: bool


@dataclass(frozen=True)
class CaseEntry:
    """A patient.

    Attributes:
        number: in the list, counted from 1; by it other tables speak of the patient.
        label: the folder's name, or "Case 7" where names are switched off.
        path: where the patient lies, absolute; "" where names are switched off: the window cannot open him then.
        network: name of the networks that judged him.
        trained: whether the classifier was trained on him: then his rows flatter it.
        slices: with a picture.
        with_lesion, without_lesion: slices whose mask holds a pixel, and whose mask is empty.
        lesion_slices_examined, empty_slices_examined: those of them whose maps were judged.
        accuracy: share of the slices with a drawn mask that are called rightly.
        notices: what the reader should know of him.
    """

    number: int
    label: str
    path: str
    network: str
    trained: bool
    slices: int
    with_lesion: int
    without_lesion: int
    lesion_slices_examined: int
    empty_slices_examined: int
    accuracy: float
    notices: tuple[str, ...]


@dataclass(frozen=True)
class SkippedEntry:
    """A case that is in no table.

    Attributes:
        number, label: as in `CaseEntry`.
        reason: a sentence.
        code: of it.
    """

    number: int
    label: str
    reason: str
    code: str
