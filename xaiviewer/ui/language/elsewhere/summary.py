"""Texts of rooms without Qt: the case in words."""

from __future__ import annotations

from xaiviewer.ui.language.texts import later

SUMMARY = (
    later("In the place of {sequence} the networks saw a series recognised as {kind}, on which they were not trained."),
    later(
        "In the place of {sequence} the networks saw a series of which nothing says what it shows; they were not "
        "trained on that."
    ),
    later("What follows is to be doubted."),
    later("{count} of {all} slices are called {finding} ({slices}), most surely slice {surest} ({probability})."),
    later("One of {all} slices is called {finding}: slice {surest} ({probability})."),
    later("The only slice is called {finding} ({probability})."),
    later("The only slice is not called {finding}; its probability is {probability}."),
    later("No slice of {all} is called {finding}; the highest probability is {probability}, on slice {surest}."),
    later("The whole volume is called {finding} ({probability})."),
    later("The whole volume is not called {finding}; its probability is {probability}."),
    later("The decision is close: within 10 percentage points of the threshold of {threshold}."),
    later("With {region} filled in on every slice, the volume's probability goes from {before} to {after}."),
    later("The clinician outlined a lesion in the volume, which is not called {finding}."),
    later("The clinician outlined nothing in the volume, which is called {finding}."),
    later("Clinician and model agree on the volume."),
    later("The decision is close on {slices}: within 10 percentage points of the threshold of {threshold}."),
    later("So far {done} of {all} slices are analysed."),
    later("On slice {slice} the map ({map}) shows no evidence for {finding}."),
    later("front left quadrant of the head"),
    later("front right quadrant of the head"),
    later("back left quadrant of the head"),
    later("back right quadrant of the head"),
    later("upper left quadrant of the head"),
    later("upper right quadrant of the head"),
    later("lower left quadrant of the head"),
    later("lower right quadrant of the head"),
    later("upper front quadrant of the head"),
    later("upper back quadrant of the head"),
    later("lower front quadrant of the head"),
    later("lower back quadrant of the head"),
    later("upper left quarter of the picture"),
    later("upper right quarter of the picture"),
    later("lower left quarter of the picture"),
    later("lower right quarter of the picture"),
    later("lower third of the head"),
    later("middle third of the head"),
    later("upper third of the head"),
    later("front third of the head"),
    later("back third of the head"),
    later("left third of the head"),
    later("right third of the head"),
    later("a mask at random places"),
    later("a uniform map"),
    later("the series taken for {sequence}"),
    later("the picture"),
    later("the main sequence"),
    later("the brightness of {sequence}"),
    later("the difference of {sequence} from the other side of the head"),
    later("the edges of {sequence}"),
    later("the place where lesions lie on average"),
    later("the masks of other slices"),
    later("the masks of other patients"),
    later("the model's outline"),
    later("networks with random weights"),
    later("a network trained on permuted labels"),
    later("With {region} filled in on every slice, the probability on slice {slice} goes from {before} to {after}."),
    later("the clinician's mask"),
    later("The clinician outlined a lesion on {slices}, not called {finding}."),
    later("The clinician outlined nothing on {slices}, called {finding}."),
    later("Over the case the outlines overlap with a Dice of {dice}."),
    later("So far 1 of {all} slices is analysed."),
    later("Slice {surest} is called {finding} ({probability})."),
    later("Slice {surest} is not called {finding}; its probability is {probability}."),
    later("On slice {slice} the evidence for {finding} ({map}) lies mostly in the {part}: {share} of it."),
    later(
        "On slice {slice} the evidence for {finding} ({map}) lies mostly in the {part} and the {other}: {share} and "
        "{rest} of it."
    ),
    later(
        "On slice {slice} the evidence for {finding} ({map}) is spread out; most of it, {share}, lies in the {part}."
    ),
    later("This slice is in the {level}."),
    later("{method}, layer {layer}"),
    later(
        "{share} of it lies in the clinician's mask, more than any null model, which knows nothing of the lesion, "
        "reaches ({null}: {reached})."
    ),
    later(
        "{share} of it lies in the clinician's mask, but a null model, which knows nothing of the lesion, reaches as "
        "much ({null}: {reached}): this does not show that the network looked at the lesion."
    ),
    later("{share} of it lies in the clinician's mask; this was not compared with chance."),
    later("At a random place in the head the mask would hold as much with a probability of p {p}."),
    later("At a random place in the head the mask would hold as much with a probability of p {p}: this may be chance."),
    later("Of {called} slices called {finding}, {left} are still called so."),
    later("Of {called} slices called {finding}, 1 is still called so."),
    later("Of {called} slices called {finding}, none is still called so."),
    later("The one slice called {finding} is still called so."),
    later("The one slice called {finding} is no longer called so."),
    later(
        "Something is outlined on {called} of the {all} slices called {finding}; number of these still called so: "
        "{left}."
    ),
    later("the clinician's mask, and the model's outline where the clinician drew none,"),
    later("The slices called {finding} are those that the clinician outlined."),
    later("Of the slices with a clinician's mask, those called {finding} are the ones on which something is outlined."),
    later("The clinician outlined nothing, and no slice with a mask is called {finding}."),
    later("Over the slices analysed so far the outlines overlap with a Dice of {dice}."),
    later("{notice}"),
    later("{first}, {others}"),
    later("{first} and {others}"),
    later("Research use, not for diagnosis."),
    later("slice {which}"),
    later("slices {which}"),
)
"""Sentences and terms of `summary`: every constant text of its modules."""
