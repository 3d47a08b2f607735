"""What each panel shows, how it is read, and what it does not mean: behind its "?".

The words are those of the manual's chapters, in short; each leads to the passage that tells the whole.
"""

from __future__ import annotations

from dataclasses import dataclass

from xaiviewer.ui.language import later


@dataclass(frozen=True)
class Explanation:
    """A panel in a few sentences, English; `tr` gives the reader's.

    Attributes:
        title: what the panel is called.
        shows: what it shows.
        reads: how it is read.
        limits: what it does not mean.
        link: where the manual tells more: "chapter.md#heading".
    """

    title: str
    shows: str
    reads: str
    limits: str
    link: str


EXPLANATIONS = {
    "decision": Explanation(
        later("Decision"),
        later("The network's probability of each class on this slice; adjacent slices count as stated below the bars."),
        later(
            "The heat map explains the class that is selected; click another to explain that one. Lesion removed: the "
            "probability after the outlined region was filled in on every slice. Where it falls, the decision rests on "
            "the lesion; where it stays, on something else."
        ),
        later("A high probability does not say that the network is right, nor why."),
        "scores.md#reliance-on-the-lesion",
    ),
    "layer": Explanation(
        later("Layer"),
        later(
            "The network from its input (top) to its output (bottom): a square is a convolution, a round cell an "
            "activation. On the right stands the grid of the layer shown, or of the last one of its line."
        ),
        later(
            "The stronger a cell stands out, the better that layer's map agrees with the clinician's mask. A cell is "
            "struck out where a null model, such as the brightness of the image, agrees as well. Click a cell to see "
            "its map; Ctrl+click fuses several."
        ),
        later("Late layers tell whether there is a lesion, not where: each of their cells sees the whole head."),
        "maps.md#what-a-map-says",
    ),
    "heat": Explanation(
        later("Heat map"),
        later("Which positions of the layer, if changed, would change the logit of the class that is explained."),
        later(
            "Warm colours speak for the class; with For and against, blue speaks against it. Full colour is the 99th "
            "percentile of the case; the colour bar names the value and its unit. The threshold hides weaker values."
        ),
        later("A heat map is not the outline of the finding, not a probability and not an uncertainty."),
        "maps.md#what-is-drawn",
    ),
    "agreement": Explanation(
        later("Agreement with the mask"),
        later("How well each layer's map agrees with the clinician's mask, on this slice or over the whole case."),
        later(
            "Thin lines are null models, which know nothing of the lesion: the mask at random places, the brightness "
            "of the image, networks with random weights. Grey: a null model reaches as much. p: the share of random "
            "places at which the map scores as high."
        ),
        later("Agreement is not correctness: the network looked where the clinician drew, perhaps for other reasons."),
        "scores.md#more-than-chance",
    ),
    "sanity": Explanation(
        later("Sanity checks"),
        later("Whether the map depends on what the network has learnt."),
        later(
            "A full disc is a check that is passed, a crossed square one that is failed, a dash one that says nothing "
            "here. Press the row for each number and its limit."
        ),
        later("A map that fails a check may still be right; it is no evidence by itself."),
        "scores.md#would-another-network-say-the-same",
    ),
    "asking": Explanation(
        later("Methods of many passes"),
        later(
            "Methods that run the network again and again; how often, and about how long, stands below the settings."
        ),
        later(
            "Choose a preset or settings, then Compute: this slice is answered first, and refined on the screen. Whole "
            "case computes all other slices in the background."
        ),
        later("The map depends on the settings, above all on the baseline or the filling: compare two of them."),
        "methods.md",
    ),
    "lesions": Explanation(
        later("Lesions"),
        later("The connected parts of the clinician's mask and of the model's segmentation."),
        later(
            "Volume, and the longest diameter with the longest at right angles to it, as RANO measures. Prob.: the "
            "model's mean probability inside. Map: the share of the map's positive evidence inside. A click shows the "
            "slice where the lesion is longest."
        ),
        later(
            "Both diameters are of the outline in the plane of the slice: an outline that is wrong is measured wrong."
        ),
        "measuring.md#lesions",
    ),
    "measurements": Explanation(
        later("Measurements"),
        later("Everything that was measured on this case."),
        later(
            "Choose a tool above the views and draw on the image. A click on a line shows its slice; the bin deletes "
            "what is chosen, and every step can be undone."
        ),
        later("Where the files state no spacing, lengths are in pixels, not in mm."),
        "measuring.md#what-is-measured",
    ),
    "cases": Explanation(
        later("Cases"),
        later(
            "Every case that was found, and how far it is analysed: a hollow ring waits, a half disc has begun, a full "
            "disc is done, a cross could not be opened."
        ),
        later("Click a case to open it; the field above finds one by its name. Patients' names can be hidden."),
        later("The number beside a case counts the slices that the network calls positive; it is no report."),
        "window.md#in-a-minute",
    ),
    "series": Explanation(
        later("All series"),
        later("Every series of the open study, with its plane and its number of slices."),
        later(
            "A frame marks those that the networks take, and below stands for which sequence; one that stands in for "
            "another is named as what it is. Double-click a series, or drag it into a view."
        ),
        later("All other series have no part in the network's decision."),
        "window.md#more-views-and-everything-else-in-the-study",
    ),
    "verdict": Explanation(
        later("Verdict"),
        later("What the open project asks about this case, slice, lesion or layer, and what you answered."),
        later(
            "Digits answer the current question; comma and full stop step through the questions. An answer is saved "
            "at once, with what was on the screen; a later one stands beside it and never overwrites it."
        ),
        later("It judges what the network did; it is no report about the patient."),
        "window.md#verdicts-and-the-list-as-a-worklist",
    ),
    "sheet": Explanation(
        later("Contact sheet"),
        later("The layers of one slice, or the slices under one layer, side by side, each with its score."),
        later(
            "A score is grey where a null model reaches as much. A click goes to that layer or slice and closes the "
            "sheet, unless it stays open. The slider changes the size of the pictures."
        ),
        later("Each layer has a scale of its own: the colour bar below is that of the layer shown."),
        "window.md#contact-sheets-and-clinician-against-model",
    ),
    "slices": Explanation(
        later("Slices of the case"),
        later(
            "A column per slice: above, the probability of the finding (dashed line: one half); below, the area of the "
            "clinician's mask beside that of the model's segmentation."
        ),
        later(
            "Look for a high bar above none, or none above a high one: there clinician and model disagree. A click "
            "shows the slice. A blue dot marks the slice that is being computed; hatched slices have no image."
        ),
        later("Like areas are no overlap: the Dice stands under Decision."),
        "window.md#in-a-minute",
    ),
    "compare": Explanation(
        later("Explanations side by side"),
        later("Two to six explanations of one slice, and the rank correlation (Spearman) of any two."),
        later(
            "Difference shows where one marks more than the other, Consensus the share of them that mark a place. "
            "Explanations that give the same map count once; beside every share stands what chance would give."
        ),
        later("Explanations that agree may be wrong together."),
        "window.md#in-a-minute",
    ),
    "audit": Explanation(
        later("From the audit"),
        later("The slices of an audit on which the decision and the heat map disagree."),
        later(
            "A cross: called wrongly, although the map lies in the lesion. A ring with a dot beside it: called "
            "rightly, although the map is no better than null models or lies outside. Those called wrongly stand "
            "first; a click shows slice, layer and method."
        ),
        later("A slice that is not listed is not thereby explained rightly."),
        "window.md#from-an-audit",
    ),
}
"""By the key of a panel's `AboutButton`."""
