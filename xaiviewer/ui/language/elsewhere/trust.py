"""Texts of rooms without Qt: how far an answer can be trusted."""

from __future__ import annotations

from xaiviewer.ui.language.texts import later

SCORES = (
    later("relevance mass in the mask"),
    later("relevance rank accuracy"),
    later("pointing game"),
    later("average precision"),
    later("IoU"),
    later("Dice"),
    later("relevance mass over chance"),
    later("pointing with tolerance"),
    later("pointing within a cell"),
    later("IoU at Otsu's threshold"),
    later("Dice at Otsu's threshold"),
    later("AUROC of pixels"),
)
"""Titles of `requests.MEASURES` and `requests.FURTHER_MEASURES`."""

REMOVALS = (
    later("blurred"),
    later("Without detail: what is left of a lesion may still be seen."),
    later("mean of the head"),
    later("Each sequence's mean: a flat grey that no scan shows."),
    later("in-painted"),
    later("From what surrounds them: bright edges are carried inwards."),
    later("ROAD"),
    later("From their neighbours, with a little noise: no shape is left. Slow."),
    later("pixel flipping"),
    later("Values of other pixels: grain that no scan shows."),
)
"""Titles and notes of `requests.faithfulness.REMOVALS`."""

CHARTS = (
    later("Deletion: what is marked goes first"),
    later("share of the head taken away"),
    later("Insertion: what is marked comes first"),
    later("share of the head given back"),
    later("Without the clinician's mask"),
    later("Without the model's outline"),
    later("larger by this part of its radius"),
    later("map"),
    later("brightness order"),
    later("random order"),
    later("nothing filled in"),
    later("region elsewhere"),
    later("outlined region filled in"),
)
"""Titles, axes and lines of the charts of `records.faithfulness`."""

CHECKS = (
    later("the synthetic head"),
    later("all behind the layer random"),
    later(
        "How alike does the map rank places when all that lies behind its layer is random? The same map turned over "
        "counts as alike."
    ),
    later("the same, as structure"),
    later("How alike is the map's structure (SSIM) when all that lies behind its layer is random?"),
    later("one part behind it random"),
    later(
        "How alike does the map rank places, on average, when one part of what lies behind its layer is random and "
        "all others are as they were?"
    ),
    later("another class"),
    later("How alike does the map of another class rank places? The opposite of this one is as unlike as can be."),
    later("asked again"),
    later("By what part of itself does the map differ when it is asked for again?"),
    later("a little noise"),
    later(
        "By what part of itself does the map change at most when a little noise is added to the slice "
        "(max-sensitivity)?"
    ),
    later("a shift by a pixel"),
    later(
        "By what part of itself does the map change at most when the slice is moved by a pixel, and the map moved "
        "back (max-sensitivity)?"
    ),
    later("completeness"),
    later("Which part of the logit's change does the sum of the map miss at most?"),
    later("heat outside the head"),
    later("Which share of what speaks for the class lies on cells that are centred in the air?"),
    later("blank maps"),
    later("Which share of the maps is blank, or holds what is no number?"),
)
"""`requests.badges.PHANTOM`; titles and questions of `requests.badges.CHECKS`."""
