"""Texts of rooms without Qt: what sets a case apart from those that the networks were trained on."""

from __future__ import annotations

from xaiviewer.ui.language.texts import later

NOTICES = (
    later("The skull seems to have been removed; {verb} whole heads."),
    later("Everything outside the head has one and the same value; {verb} unaltered air."),
    later("The head shows only {levels} grey levels; {verb} at least {least}."),
    later("The head spans only {pixels} pixels; {verb} at least {least}."),
    later(
        "The head fills {share} of the square around it, {low} to {high} {where}: is it cropped, or not an "
        "axial slice through a head?"
    ),
    later("Probabilities are calibrated for such images."),
    later(
        "With simulated brain extraction they were right on {extracted} of the test patients' slices instead "
        "of {whole}."
    ),
    later(
        "The network's input of {channel} has the mean {mean} and the deviation {deviation}; {where} it had "
        "{usual} and {spread}: another scale, or another kind of image?"
    ),
    later(
        "Every slice of {which} was scaled by itself: how bright slices are beside each other is lost, so "
        "decisions are less sure; give the images as acquired."
    ),
    later(
        "The grey values of {which} were equalised: how bright tissue was is lost, so neither the head nor "
        "the decisions can be relied on; give the images as acquired."
    ),
    later("{which} shows air bright, as after inverting: the network gets the values as they are stored."),
    later("{which} shows air bright, as after inverting: the networks see bright and dark exchanged."),
    later(
        "The segmenter takes {lacking}, which this case lacks: it sees {other} instead, so that its outlines "
        "are to be doubted."
    ),
    later(
        "{which} holds no picture, all pixels of a slice having one value: the networks see {other} in its "
        "place; export the images again."
    ),
    later(
        "{which} hold no picture, all pixels of a slice having one value: the networks see {other} in their "
        "place; export the images again."
    ),
    later("1 of {all} slices holds no picture: nothing is analysed, scored or counted there."),
    later("{count} of {all} slices hold no picture: nothing is analysed, scored or counted there."),
    later("The clinician's mask has {pixels} px on slices without a picture: they are not counted."),
    later(
        "The background of {which} has the value {value}, among the head's values, as after z-scoring: the "
        "networks see it dark. Whether the head is inverted besides cannot be told; if it is, give other "
        "images."
    ),
    later("{which} is filled up with {values}, outside its scale: the networks see background there."),
    later("the networks were trained on"),
    later("in training"),
    later("the network was measured on"),
    later("where it was measured"),
    later("The classifier was trained on this patient: how sure it is here says nothing about others."),
    later(
        "The segmenter's package holds one network: the thorough outline is its mean over the slice and its "
        "mirror image."
    ),
    later(
        "This network came without a golden output: whether it computes here what it computed for its author "
        "is not known."
    ),
    later(
        "How far this network's maps and probabilities can be trusted was not measured: xaiviewer model "
        "measure does it."
    ),
    later(
        "The segmenter came without a golden output: whether it computes here what it computed for its author"
        " is not known."
    ),
    later("How far this segmenter's outlines can be trusted was not measured."),
    later(
        "The network takes windows of CT, and no value is as low as that of air: look whether these are "
        "Hounsfield units."
    ),
    later("The network takes windows of CT, and the files do not say that these are Hounsfield units."),
    later(
        "The memory of the graphics processor was too small for the usual batches: fewer pictures pass "
        "through the network at a time, which takes longer."
    ),
    later(
        "The memory of the graphics processor was too small even for single pictures: the networks run on the"
        " processor from here on, which takes longer; last digits may differ."
    ),
)
"""What an analysis says of a case, as the case in words says it."""
