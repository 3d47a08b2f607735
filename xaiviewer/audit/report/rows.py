"""The rows of an audit's report: frozen values; every figure is over patients.

Every row carries p and q. Where nothing else is said, p is (1 + b) / (1 + n): in b of n resamples of the patients
(with replacement) the difference was not above zero; q is p corrected over the rows that are compared with each other
(Benjamini and Hochberg 1995). low and high are the ends of the 95 % percentile bootstrap interval over patients. NaN,
null in the file, means not measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from xaiviewer.audit.report.entries import Figure

STRONGEST = "strongest"
"""In place of a null's key: of every layer the null that scores highest there."""

WRONG_REASON: Literal["right for the wrong reason"] = "right for the wrong reason"
LOOKED: Literal["wrong, though the map lies in the lesion"] = "wrong, though the map lies in the lesion"


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
        tuned_iou: mean IoU at a threshold that was tuned on all other patients; its median is `tuned_threshold`.
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
    tuned_iou: Figure
    tuned_threshold: float


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
            alone "lesion of the largest slice", "elsewhere" (the region at 20 places), "all but the lesion", and
            "lesion shrunk by 50 %", "lesion grown by 25 %" and so on.
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
        positional: whether the interval of `share` lies above one half; of one patient alone the share itself.
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
        kind: `WRONG_REASON`: called rightly, but the map is no better than its nulls or points outside; `LOOKED`:
            called wrongly, though the map beats its nulls and points inside.
        network: that judged it.
        called: name of the class.
        probability: of the finding.
        without: the same with the lesion filled in; NaN where it was not looked at.
        method, layer: of the map.
        mass, expected: its relevance mass, and that of the strongest null, whose key is `null`.
        points_inside: whether the strongest cell lies in the lesion, within the tolerance; within a cell where the
            files do not say how far pixels lie apart.
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
