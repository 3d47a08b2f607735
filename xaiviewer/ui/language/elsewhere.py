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
"""What the worker does: `review.state.Task.text`."""

PLANES = (
    later("axial"),
    later("coronal"),
    later("sagittal"),
)
"""`readers.grids.orientation.AnatomicalPlane.name`."""
