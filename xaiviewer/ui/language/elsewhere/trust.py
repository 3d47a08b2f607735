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
    later("Deletion: strongest pixels removed first"),
    later("share of the head removed"),
    later("Insertion: strongest pixels restored first"),
    later("share of the head restored"),
    later("Without the clinician's mask"),
    later("Without the model's outline"),
    later("enlarged by this share of its radius"),
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
        "How similar is the map (rank correlation, sign ignored) when all layers behind its own have random weights?"
    ),
    later("the same, as structure"),
    later("How similar is the map's structure (SSIM) when all layers behind its own have random weights?"),
    later("one part behind it random"),
    later(
        "How similar is the map on average (rank correlation, sign ignored) when one part of the network behind its "
        "layer has random weights, and all others their own?"
    ),
    later("another class"),
    later("How similar is the map of another class (rank correlation)? The opposite map is as dissimilar as can be."),
    later("asked again"),
    later("By which fraction does the map change when it is computed again?"),
    later("a little noise"),
    later("By which fraction does the map change at most when a little noise is added to the slice (max-sensitivity)?"),
    later("a shift by a pixel"),
    later(
        "By which fraction does the map change at most when the slice is shifted by a pixel, and the map shifted "
        "back (max-sensitivity)?"
    ),
    later("completeness"),
    later("By which fraction of the logit's change does the map's sum miss it at most?"),
    later("heat outside the head"),
    later("Which share of the positive evidence lies on cells centred outside the head?"),
    later("blank maps"),
    later("Which share of the maps is blank, or holds values that are not numbers?"),
)
"""`requests.badges.PHANTOM`; titles and questions of `requests.badges.CHECKS`."""
