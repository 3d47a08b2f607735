"""Texts that rooms without Qt hold and the window shows: they stand here a second time, where lupdate finds them.

`tr` is called with those rooms' own constants; a test holds this list against them.
"""

from __future__ import annotations

from xaiviewer.ui.language.texts import later

RESEARCH = (later("Research use, not for diagnosis"),)
"""`xaiviewer.RESEARCH_USE`."""

SCORES = (
    later("relevance mass in the mask"),
    later("relevance rank accuracy"),
    later("pointing game"),
    later("average precision"),
    later("IoU"),
    later("Dice"),
)
"""Titles of `requests.MEASURES`."""

COLOURS = (
    later("Inferno"),
    later("Viridis"),
    later("Magma"),
    later("Cividis"),
    later("Jet"),
    later("Jet shows edges where the map has none and misleads colour-blind readers."),
    later("Blue-orange"),
)
"""Labels and warnings of `display.colour.COLOUR_MAPS`."""

UNSEEN = (
    later("All evidence lies below the threshold"),
    later("All evidence is too weak to be seen"),
)
"""What `display.heat.unseen` tells."""

TASKS = (
    later("Analysing slices"),
    later("Deciding without the outlined lesion"),
    later("Loading the networks"),
    later("Making maps"),
    later("Opening the case"),
    later("Reading the case"),
    later("Reading what is there"),
    later("Stopping"),
)
"""What the worker does: `review.state.Task.text`, where that is not the title of a method, which stays as it is."""

PLANES = (
    later("axial"),
    later("coronal"),
    later("sagittal"),
)
"""`readers.grids.orientation.AnatomicalPlane.name`."""

METHODS = (
    later("one pass over all layers"),
    later("Where are the channels active that on the whole speak for the class?"),
    later("One weight per channel: it says little in shallow layers."),
    later("Where are the channels active that speak for the class anywhere?"),
    later("By how much would the logit fall, to first order, without a position's activations?"),
    later("Where are activations whose growth would speak for the class?"),
    later("In shallow layers it mostly follows the activations, whatever the layers behind have learnt."),
    later("Where are the channels active whose activations speak for the class?"),
    later("masking the input"),
    later("By how much does the logit fall when this place is covered?"),
    later("What covers is itself a picture that the network was not trained on: compare two fillings."),
    later("What does each MR sequence add to the logit, on average over all orders of adding them?"),
    later("Exact, for up to four sequences."),
    later("Where another sequence stands in for one that the case lacks, the two share what that one adds."),
)
"""Families, questions and notes of `requests.METHODS`."""

PARAMETERS = (
    later("patch"),
    later("side of the square that covers"),
    later("input pixels"),
    later("stride"),
    later("from one place to the next"),
    later("filling"),
    later(
        "what covers: each sequence's mean over the slice's head, the slice blurred, or the input's zero, which is "
        "each sequence's mean over the whole case"
    ),
    later("mean"),
    later("blur"),
    later("zero"),
    later("standard deviation of the blur"),
    later("head only"),
    later("cover the head alone and leave the air around it as it is: no scan shows grey there"),
)
"""Names, help, units and choices of their parameters."""
