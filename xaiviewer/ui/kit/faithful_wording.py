"""What becomes of the decision without a marked place, in plain sentences by rules."""

from __future__ import annotations

import math

from xaiviewer.requests.faithfulness import CALLED, Faithfulness, spread
from xaiviewer.requests.reliance import MaskTest, RegionTest, Reliance
from xaiviewer.ui.kit import null_wording, wording
from xaiviewer.ui.language import figure, tr


def sentence(found: Faithfulness, label: str) -> str:
    """What the curves of deletion come to; "" while they are not known.

    Args:
        found: of the map.
        label: name of the class.
    """
    bright = found.beside.brightness
    mean, least, _ = spread([each.deletion_area for each in found.beside.random])
    told = {
        "not-called": tr(
            "By its own logits this slice is not called {label}: there is little to take away, and the curves tell "
            "nothing of the map."
        ),
        "filling-is-called": tr(
            "Even with nothing of the head left the network calls this slice {label}: the curves tell nothing of the "
            "map. Choose another way of taking away."
        ),
        "chance": tr(
            "Taking away first what this map marks lowers the probability no faster than chance: area {map} against "
            "{random} in random order, {least} in the quickest."
        ),
        "brightness": tr(
            "Taking away first what this map marks lowers the probability faster than chance, but no faster than "
            "brightness order: area {map} against {brightness}, and {random} by chance."
        ),
        "beyond": tr(
            "Taking away first what this map marks lowers the probability faster than brightness order: area {map} "
            "against {brightness}, and {random} by chance."
        ),
        "beyond-chance": tr(
            "Taking away first what this map marks lowers the probability faster than chance: area {map} against "
            "{random} in random order."
        ),
    }
    verdict: str | None = found.verdict
    if verdict is None:
        return ""
    if verdict == "beyond" and bright is None:
        verdict = "beyond-chance"
    return told[verdict].format(
        label=label,
        map=area(found.map.deletion_area),
        brightness=area(float("nan") if bright is None else bright.deletion_area),
        random=area(mean),
        least=area(least),
    )


def region_sentence(tested: RegionTest, label: str, reliance: Reliance | None = None) -> str:
    """What becomes of the decision without the outlined region, there and elsewhere, and with it alone.

    All of it by the slice's own logits, which is not the figure that stands below the decision: it counts the slices
    beside, without the region as well, and is calibrated. Where that tells another figure, both are named.

    Args:
        tested: what was found of the slice alone.
        label: name of the class.
        reliance: the slice's, which the panel of the decision tells; None where it is not known.
    """
    found = tested.found
    if tested.region == "clinician":
        told = tr(
            "By this slice's own logits: with the clinician's mask filled in, {label} goes from {whole} to "
            "{without}{still}."
        )
    else:
        told = tr(
            "By this slice's own logits: with the model's outline filled in, {label} goes from {whole} to "
            "{without}{still}."
        )
    alone = tr("With everything else filled in, it is {alone}.")
    parts = (told, _elsewhere(found), alone, _decided(tested, reliance))
    return " ".join(filter(None, parts)).format(
        label=label,
        whole=wording.percent(found.whole),
        without=wording.percent(found.without),
        alone=wording.percent(found.alone),
        still=_still(found),
    )


def _decided(tested: RegionTest, reliance: Reliance | None) -> str:
    """The figure of the panel, and why it is another one; "" where it is the same, or not known."""
    if reliance is None or reliance.region != tested.region:
        return ""
    value = wording.percent(float(reliance.probabilities[tested.class_index]))
    if value == wording.percent(tested.found.without):
        return ""
    told = tr(
        "The decision, which is calibrated and counts the adjacent slices, these filled in as well, comes to {decided}."
    )
    return told.format(decided=value)


def _still(found: MaskTest) -> str:
    """Whether the slice is called so without the region; "" where it never was."""
    if found.whole <= CALLED:
        return ""
    return tr(": it is still called so") if found.without > CALLED else tr(": it is not called so any more")


def _elsewhere(found: MaskTest) -> str:
    """How the fall compares with those at other places, however small it is."""
    count = int(found.moved.size)
    if math.isnan(found.p):
        return tr("The head has no room to try the region elsewhere.")
    as_far = round(found.p * (1 + count)) - 1
    told = tr("It falls as far at {as_far} of {count} other places in the head ({p}).")
    return told.format(as_far=as_far, count=count, p=null_wording.p_value(found.p))


def area(value: float) -> str:
    """An area below a curve with two digits, without the zero before the point; a dash where it is not known."""
    return "–" if math.isnan(value) else figure(f"{value:.2f}")
