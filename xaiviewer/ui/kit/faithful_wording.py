"""What becomes of the decision without a marked place, in plain sentences by rules."""

from __future__ import annotations

import math

from xaiviewer.requests.faithfulness import CALLED, Faithfulness, spread
from xaiviewer.requests.reliance import MaskTest, RegionTest
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


def region_sentence(tested: RegionTest, label: str) -> str:
    """What becomes of the decision without the outlined region, there and elsewhere, and with it alone."""
    found = tested.found
    if tested.region == "clinician":
        told = tr("With the clinician's mask filled in, {label} goes from {whole} to {without}{still}.")
    else:
        told = tr("With the model's outline filled in, {label} goes from {whole} to {without}{still}.")
    alone = tr("With everything else filled in, it is {alone}.")
    return f"{told} {_elsewhere(found)} {alone}".format(
        label=label,
        whole=wording.percent(found.whole),
        without=wording.percent(found.without),
        alone=wording.percent(found.alone),
        still=_still(found),
    )


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
