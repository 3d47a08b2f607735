"""The rows of an audit's report: frozen values; every figure is over patients.

Every row carries p and q. Where nothing else is said, p is (1 + b) / (1 + n): in b of n resamples of the patients
(with replacement) the difference was not above zero; q is p corrected over the rows that are compared with each other
(Benjamini and Hochberg 1995). low and high are the ends of the 95 % percentile bootstrap interval over patients. NaN,
null in the file, means not measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

STRONGEST = "strongest"
"""In place of a null's key: of every layer the null that scores highest there."""

WRONG_REASON = "right for the wrong reason"
LOOKED = "wrong, though the map lies in the lesion"


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


@dataclass(frozen=True)
class SurvivalRow:
    """One method's maps of one layer, by one measure, against one null.

    Attributes:
        method, layer, measure, null: keys; the null `STRONGEST` is of every layer the one that scores highest.
        kind: of the null: "placements", "masks", "chance", "picture", "networks"; "strongest"; "outline" is no null but
            the model's own outline, a benchmark.
        stands_for: of the strongest null its key; else "".
        patients: how many have both defined.
        observed, expected: means over patients of the score, and of the null's.
        difference, low, high: observed less expected.
        p, q: of the difference; q over the layers of the same method, measure and null.
        ceiling: the highest score that any map on this grid can have.
        survives: difference above 0, q at most .05 and low above 0.
    """

    method: str
    layer: str
    measure: str
    null: str
    kind: str
    stands_for: str
    patients: int
    observed: float
    expected: float
    difference: float
    low: float
    high: float
    p: float
    q: float
    ceiling: float
    survives: bool


@dataclass(frozen=True)
class BestRow:
    """Of one layer and measure the method that leaves the strongest null farthest behind.

    As the best of several was chosen on the same patients, its difference is a little too high; p has paid for the
    choice among methods (Bonferroni), q for that among layers.

    Attributes:
        method: its key; "" where nothing beats the strongest null: then no method is called best.
        nearest: the one that comes nearest, whether it beats the null or not.
        null: key of the strongest null.
        observed, expected, difference, low, high, p, q, patients: of `nearest` against it.
        brightness: the same method against the brightness of the main sequence: the difference with its interval.
        brightness_p, brightness_q: of that.
    """

    layer: str
    measure: str
    method: str
    nearest: str
    null: str
    patients: int
    observed: float
    expected: float
    difference: float
    low: float
    high: float
    p: float
    q: float
    brightness: Figure
    brightness_p: float
    brightness_q: float


@dataclass(frozen=True)
class LocalisationRow:
    """CheXlocalize's table (Saporta 2022): cut at Otsu's threshold, slices without a lesion left out.

    Attributes:
        slices, patients: with a lesion.
        miou, hit_rate: means over slices; intervals over patients.
        miou_p, miou_q, hit_rate_p, hit_rate_q: against the strongest null of the layer.
    """

    method: str
    layer: str
    slices: int
    patients: int
    miou: Figure
    hit_rate: Figure
    miou_p: float
    miou_q: float
    hit_rate_p: float
    hit_rate_q: float


@dataclass(frozen=True)
class CentringRow:
    """What it gains to put each cell on its receptive field, not where resizing a picture would ("half-pixel").

    Attributes:
        shift_px: how far the two lie apart, in pixels of the slice along each axis; mean over patients.
        centred, half_pixel: means of the score over patients.
        gain: the difference.
        p, q: of the gain, two-sided; q over layers.
    """

    method: str
    layer: str
    measure: str
    patients: int
    shift_px: float
    centred: float
    half_pixel: float
    gain: Figure
    p: float
    q: float


@dataclass(frozen=True)
class HeatRow:
    """How hot slices with an empty mask look, on the scale of the same patient's slices with a lesion.

    Attributes:
        patients, slices: with both kinds of slices; slices with an empty mask.
        peak: the maximum over the highest of the slices with a lesion; 1 is as hot as the hottest of these.
        marked: share of the head that reaches half of that highest maximum.
        auroc: how well the map's maximum tells slices with a lesion from those without, within a patient; .5 is not.
        p, q: of the AUROC being above .5; q over layers.
    """

    method: str
    layer: str
    patients: int
    slices: int
    peak: Figure
    marked: Figure
    auroc: Figure
    p: float
    q: float


@dataclass(frozen=True)
class RelianceRow:
    """What becomes of the decision on slices called positive when a region is filled in with what surrounds it.

    Attributes:
        region: "lesion" (the whole case's masks at once), "mirror image" of it; and on the slice with the largest mask
            alone "lesion of the largest slice", "elsewhere" (the region at 20 places), "all but the lesion", and "lesion
            shrunk by 50 %", "lesion grown by 25 %" and so on.
        slices, patients: how many.
        flips: share of decisions that flip.
        drop: mean fall of the probability.
        against: the region that it is held against; "nothing" where nothing is filled in there.
        difference: its drop less that one's.
        p, q: of the difference; q over regions.
    """

    region: str
    slices: int
    patients: int
    flips: Figure
    drop: Figure
    against: str
    difference: Figure
    p: float
    q: float


@dataclass(frozen=True)
class LocalityRow:
    """Is position in a layer position in the image? Which share of an activation's change stays in the filled lesion.

    Attributes:
        share: of the change, summed over channels, that lies in cells inside the region, when the lesion is filled in.
        expected: the region's share of the head: what a change that is everywhere would have.
        difference: share less expected; p, q of it, q over layers.
        positional: whether the interval of `share` lies above one half.
    """

    layer: str
    patients: int
    share: Figure
    expected: float
    difference: Figure
    p: float
    q: float
    positional: bool


@dataclass(frozen=True)
class DisagreementRow:
    """A slice with a lesion on which decision and attention disagree.

    Attributes:
        case: number of it.
        slice: counted from 1.
        kind: `WRONG_REASON`: called rightly, but the map is no better than its nulls or points outside; `LOOKED`: called
            wrongly, though the map beats its nulls and points inside.
        network: that judged it.
        called: name of the class.
        probability: of the finding.
        without: the same with the lesion filled in; NaN where it was not looked at.
        method, layer: of the map.
        mass, expected: its relevance mass, and that of the strongest null, whose key is `null`.
        points_inside: whether the strongest cell lies in the lesion, within the tolerance.
        p: how often the mask at a random place holds as much mass: (1 + b) / (1 + n).
        q: over all slices examined.
        picture: file in the audit's folder: the slice with the mask, and with the map; "" where none was made.
    """

    case: int
    slice: int
    kind: Literal["right for the wrong reason", "wrong, though the map lies in the lesion"]
    network: str
    called: str
    probability: float
    without: float
    method: str
    layer: str
    mass: float
    expected: float
    null: str
    points_inside: bool
    p: float
    q: float
    picture: str


@dataclass(frozen=True)
class SanityRow:
    """One check of one method's maps of a layer; see `trust.sanity.checks`.

    Attributes:
        check: its key.
        title, question, source: of the check.
        value: mean over patients.
        bar: what it is held against: the mean over random pairs of slices, or a limit.
        low_is_good: which side of the bar is good.
        passed: whether the mean lies on the good side; null where the check says nothing here.
        p, q: of lying on the good side of the bar, patient by patient; q over the rows of a check.
    """

    method: str
    layer: str
    check: str
    title: str
    question: str
    source: str
    patients: int
    value: Figure
    bar: float
    low_is_good: bool
    passed: bool | None
    p: float
    q: float


@dataclass(frozen=True)
class FaithfulnessRow:
    """Does the marked place matter to the network? One figure of one order of the pixels.

    Attributes:
        method, layer: whose map gives the order; "random order", "brightness order" or "clinician's mask" and "" for
            what it is held against.
        figure: "deletion", "insertion" (blur), "deletion, ROAD", "insertion, ROAD" (areas under curves), "sufficiency of
            5 %" and so on (the probability with that share of the head alone), "infidelity", "information" (area under
            the softmax information curve).
        low_is_good: which end is good.
        value: mean over slices of a patient, then over patients.
        against: "random order" or "brightness order".
        difference: how much better than that, whichever end is good; p, q of it, q over the rows of a figure.
    """

    method: str
    layer: str
    figure: str
    low_is_good: bool
    patients: int
    slices: int
    value: Figure
    against: str
    difference: Figure
    p: float
    q: float


@dataclass(frozen=True)
class CurvePoint:
    """Mean over patients of the probability with a share of the head's pixels taken away, or given back."""

    share: float
    value: Figure


@dataclass(frozen=True)
class FaithfulnessCurve:
    """One mean curve, as `FaithfulnessRow` names it."""

    method: str
    layer: str
    figure: str
    points: tuple[CurvePoint, ...]


@dataclass(frozen=True)
class SecondStage:
    """What was asked of the methods that survived.

    Attributes:
        chosen: "method @ layer" of the maps, at most five.
        slices_per_case: of every patient.
        sanity, faithfulness, curves: tables.
    """

    chosen: tuple[str, ...]
    slices_per_case: int
    patients: int
    sanity: tuple[SanityRow, ...]
    faithfulness: tuple[FaithfulnessRow, ...]
    curves: tuple[FaithfulnessCurve, ...]
