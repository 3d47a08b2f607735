"""Texts of rooms without Qt: the rest of what is shown."""

from __future__ import annotations

from xaiviewer.ui.language.texts import later

RESEARCH = (later("Research use, not for diagnosis"),)
"""`xaiviewer.RESEARCH_USE`."""

GRAPHS = (
    later(
        "This network is a graph of ONNX, which gives its outputs alone, without layers and gradients: ask a method "
        "that masks the input, such as Occlusion, RISE, LIME or SHAP."
    ),
)
"""`nets.graphs.words.OUTPUTS_ONLY`."""

VOLUMES = (later("This network takes volumes: ask Grad-CAM, Grad-CAM++, HiResCAM, LayerCAM or XGrad-CAM."),)
"""`requests.request.OF_VOLUMES`."""

UNITS = (
    later("logit"),
    later("logit per cell"),
    later("logit per pixel"),
    later("logit per region"),
)
"""Those of `requests.units`."""

COLOURS = (
    later("Ember"),
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
    later("Sanity checks of the map"),
    later("Classifying without the lesion"),
    later("Comparing the case with null models"),
    later("Loading the networks"),
    later("Computing heat maps"),
    later("Networks with random weights"),
    later("Opening the case"),
    later("Other trainings"),
    later("Reading the case"),
    later("Listing the series"),
    later("Reading the series"),
    later("Stopping"),
    later("The second network"),
    later("Removing the outlined region"),
    later("Deletion and insertion curves"),
    later("Waiting for the networks"),
)
"""What the worker does: `review.state.Task.text`, where that is not the title of a method, which stays as it is."""

STANDING_IN = (
    later("{series}, taken for {sequence}"),
    later("localiser"),
    later("spectroscopy"),
    later("field map"),
    later("perfusion"),
    later("ADC"),
    later("diffusion"),
    later("functional"),
    later("susceptibility"),
    later("angiography"),
    later("subtraction"),
    later("quantitative map"),
    later("proton density"),
)
"""`case.TAKEN_FOR`, and what a series may be recognised as, which `case.Volume.kind` tells, without what is a name."""

PLANES = (
    later("axial"),
    later("coronal"),
    later("sagittal"),
)
"""`readers.grids.orientation.AnatomicalPlane.name`."""
