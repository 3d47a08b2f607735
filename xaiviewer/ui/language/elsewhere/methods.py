"""Texts of rooms without Qt: what can be asked."""

from __future__ import annotations

from xaiviewer.ui.language.texts import later

METHODS = (
    later("one pass over all layers"),
    later("Where are the channels active that on the whole speak for the class?"),
    later("One weight per channel: it says little in shallow layers."),
    later("Where are the channels active that speak for the class anywhere?"),
    later("By how much would the logit fall, to first order, without a position's activations?"),
    later("Where are activations whose growth would speak for the class?"),
    later("In shallow layers it mostly follows the activations, whatever the layers behind have learnt."),
    later("Where are the channels active whose activations speak for the class?"),
    later(
        "Made for activations above zero: where a channel's sum is below zero, as the evidence's may be, its map turns."
    ),
    later("What does each position of the last layer add to the logit?"),
    later("For networks that end in the mean over positions and one linear layer."),
    later("Where several layers are joined before that mean, the map is of all of them."),
    later(
        "In a network that decides by local evidence it is the evidence of every cell, of which the strongest decide."
    ),
    later("Where do the layer's channels do, together, what they do most?"),
    later("It knows of no class: what it marks is active, not evidence."),
    later("Of the two signs that an eigenvector has, the one that goes with more active positions."),
    later("Where do the layer's channels, weighted by what they mean for the class, do what they do most?"),
    later("Of the two signs that an eigenvector has, the one that goes with HiResCAM."),
    later("more passes, any layer"),
    later("Where are the channels active that speak for the class anywhere, whatever little noise there is?"),
    later("The gradient and its powers are averaged over the noisy slices; the activations are the slice's own."),
    later("Where are the channels active that, as masks over the slice, leave in view what speaks for the class?"),
    later("At most as many channels are tried as the layer has; the others get no weight."),
    later("A mask multiplies the input: what it hides becomes the input's zero, each sequence's mean."),
    later("Where are the channels active without which the logit falls?"),
    later("At most as many channels are silenced as the layer has; the others get no weight."),
    later("Only what lies behind the layer runs anew for each channel: the later the layer, the quicker."),
    later("the channels of a layer"),
    later("Which of the layer's channels change the logit most on this slice, and where are they active?"),
    later(
        "A channel's contribution is the sum over positions of activation x gradient, to first order the logit's fall."
    ),
    later("The largest come first, whatever their sign: channels against the class count as much as channels for it."),
    later("gradients at the input"),
    later("By how much would the logit change with a small change of this pixel?"),
    later("It tells what the decision is sensitive to, not what it rests on."),
    later("By how much would the logit fall, to first order, if this pixel were the case's mean?"),
    later("Complete on linear networks alone: the gap tells how far this one is from it."),
    later("How do the pixels and the biases of all layers add up to the logit?"),
    later("Complete where the network is piecewise linear, as with ReLUs; elsewhere the gap tells."),
    later("On average over noisy copies of the slice, by how much would the logit change with this pixel?"),
    later("Noise is itself something that the network was not trained on."),
    later(
        "On average over noisy copies of the slice, how strongly does the logit change with this pixel, whichever way?"
    ),
    later("The mean square of the gradient: large values stand out more than with SmoothGrad."),
    later("What does each pixel bring to the logit on the way from the baseline to the slice?"),
    later("The baseline decides what counts as nothing: compare two."),
    later("What does each pixel bring to the logit, compared with slices that have no finding?"),
    later("The background's logits are computed once more for every request."),
    later("At an inner layer other paths may lead round it, so that its values need not add up."),
    later("Which pixels drive activations that all speak for the class?"),
    later("For networks with ReLUs: no others can be guided."),
    later("Which pixels drive activations that speak for the class, where the layer's Grad-CAM is above zero?"),
    later("Which regions bring most to the logit for their size?"),
    later(
        "A pixel shows the density of the region that it was added with: above any value lie the regions ranked best."
    ),
    later("Regions are superpixels of six sizes, not those of the paper."),
    later("masking the input"),
    later("By how much does the logit fall when this place is covered?"),
    later("What covers is itself a picture that the network was not trained on: compare two fillings."),
    later(
        "In-painting carries bright edges inwards, which can look like a lesion (with whole outlines in-painted, 6 % "
        "of decisions flipped where a healthy region was, against none with a ring's median), and takes its time "
        "beside the passes."
    ),
    later("How much higher is the logit on average when this place is seen, whatever else is?"),
    later("Its error falls with the root of the number of masks: what a second seed does not show again is noise."),
    later("Which regions carry the logit, in a linear model that holds for pictures much like this slice?"),
    later("Asked after KernelSHAP with the same settings, it takes no further pass."),
    later("What does each region add to the logit, on average over all orders of adding them?"),
    later("Asked after LIME with the same settings, it takes no further pass."),
    later("What does this part of the picture add to the logit, when halves share first and their halves after?"),
    later("Within a part that was not halved further, the share is spread evenly."),
    later("Which few regions are enough for the decision, whatever becomes of the others?"),
    later("A picture of the sample shows the regions of the set, and of the others each with probability one half."),
    later("The precision that is told comes from pictures drawn anew when the search is over."),
    later("Pictures are called by their own logits alone; slices beside are not heeded as in a slice's probability."),
    later("What does each MR sequence add to the logit, on average over all orders of adding them?"),
    later("Exact, for up to four sequences."),
    later("A sequence that several channels take is left out of all of them at once."),
    later("Where another sequence stands in for one that the case lacks, the two share what that one adds."),
    later("feature visualisation"),
    later("Which picture raises this class, channel or unit most?"),
    later("The picture was made, not taken: it begins with noise, and of the slice it has the range of each sequence."),
    later("What raises one unit raises many: it tells what the unit responds to, not what it is there for."),
    later("What does a layer see in this slice, if what it sees is exaggerated?"),
    later("The picture was made, not taken: what appears in it is in the network, not in the patient."),
    later("why this region was outlined"),
    later("What in each of the segmenter's layers made it outline this region?"),
    later("It explains the first network of the segmenter's package: a thorough outline is the mean of all of them."),
    later("The segmenter normalises every layer over the slice: a pixel's logit heeds the whole picture, if little."),
    later("By Grad-CAM's rule a convolution before instance normalisation has no weights at all: its map is zero."),
)
"""Families, questions and notes of `requests.METHODS`."""

WARNINGS = (
    later(
        "Guided methods fail the sanity check of Adebayo 2018: a network of random weights gives nearly the same "
        "picture. They show edges of the slice, not what decided."
    ),
    later("Made out of the slice: what appears here is not in the patient."),
)
"""What stands beside every picture of some of them."""

PARAMETERS = (
    later("samples"),
    later("how many noisy slices are averaged over"),
    later("noise"),
    later("standard deviation, as a share of the slice's range, from its smallest value to its largest"),
    later("seed"),
    later("of the random numbers: the same seed repeats bit for bit"),
    later("layer"),
    later("whose map is made; the last one with channels where none is named"),
    later("channels"),
    later("how many are tried, of those whose activations vary most over the slice"),
    later("how many are tried, of those that should change the logit most, by activation x gradient"),
    later("count"),
    later("how many channels are shown"),
    later("over sequences"),
    later("what a pixel shows: the largest size of change of any sequence, as in the paper, or the sum with its sign"),
    later("largest"),
    later("sum"),
    later("sequence"),
    later("whose share is shown, counted from 1 in the input's order; 0: all together"),
    later("form"),
    later(
        "complete: signed, all that lies on the picture, so that it adds up to the logit; display: the paper's "
        "picture, each channel's size scaled to its range"
    ),
    later("complete"),
    later("display"),
    later("noisy slices that are averaged"),
    later("the noise's standard deviation, as a share of the slice's range"),
    later("steps"),
    later("points of the path at which the gradient is taken"),
    later("rule"),
    later("where on the path, and how much each point counts"),
    later("gauss-legendre"),
    later("midpoint"),
    later("trapezoid"),
    later("baseline"),
    later(
        "where the path begins: each sequence's mean over the slice's head, the slice blurred, or the input's zero, "
        "which is each sequence's mean over the whole case"
    ),
    later("mean"),
    later("blur"),
    later("zero"),
    later("standard deviation of the blur"),
    later("input pixels"),
    later("head only"),
    later("leave the air around the head as it is, so that none of it counts"),
    later("places on paths from the background that are averaged"),
    later("background"),
    later(
        "what is compared with: slices of computed heads without a lesion (no patient's), or the slice itself replaced "
        "by its mean, its blur and the input's zero"
    ),
    later("phantom"),
    later("fillings"),
    later("smoothing"),
    later("standard deviation of noise added to the slice in each sample, as a share of its range"),
    later("whose values are given a part in the change"),
    later(
        "where the paths begin: one at each sequence's least value on the slice and one at its greatest, or one at the "
        "slice blurred"
    ),
    later("black-white"),
    later("compactness"),
    later("small: regions follow edges; large: they are squares"),
    later("patch"),
    later("side of the square that covers"),
    later("stride"),
    later("from one place to the next"),
    later("filling"),
    later(
        "what covers: each sequence's mean over the slice's head, the slice blurred, the input's zero, which is each "
        "sequence's mean over the whole case, what is in-painted from around, or another slice: that of the case in "
        "which the network sees least of the class, among those with at least half as much head"
    ),
    later("in-painting"),
    later("another-slice"),
    later("cover the head alone and leave the air around it as it is: no scan shows grey there"),
    later("masks"),
    later("random masks"),
    later("cells"),
    later("along a side of each mask, before it is made smooth"),
    later("probability"),
    later("that a cell is seen"),
    later("centred"),
    later("subtract the mean logit, so that zero means no difference; without, the paper's own arithmetic"),
    later("sets of regions that are shown, the whole slice and none of it among them"),
    later("drawn"),
    later(
        "which sets are shown: those that KernelSHAP draws, which then costs no further pass, or a coin for each "
        "region as the package lime throws it"
    ),
    later("shared"),
    later("coins"),
    later("kernel width"),
    later("small: only pictures much like the slice count"),
    later("ridge"),
    later("how strongly coefficients are held down"),
    later("superpixels"),
    later("how many regions the head is parted into, about"),
    later("passes"),
    later("at most; the parts with the largest shares are halved first"),
    later("pictures that are shown, at most"),
    later("precision"),
    later("share of pictures whose decision the regions must hold"),
    later("risk"),
    later("that a set of regions is taken for better than it is"),
    later("tolerance"),
    later("by which the best set may be missed"),
    later("beam"),
    later("sets that are tried further in each round"),
    later("regions"),
    later("in a set, at most"),
    later(
        "what covers: each sequence's mean over the slice's head, the slice blurred, the input's zero, which is each "
        "sequence's mean over the whole case, or another slice: that of the case in which the network sees least of "
        "the class, among those with at least half as much head"
    ),
    later("target"),
    later("what is raised: the class's logit, the mean of a layer's channel, or a unit: a channel at one place"),
    later("class"),
    later("channel"),
    later("unit"),
    later("whose channel or unit; the last one with channels where none is named"),
    later("its number in the layer, counted from 0"),
    later("row"),
    later("of the unit on the layer's grid, counted from 0; -1: the middle"),
    later("column"),
    later("of the ascent"),
    later("step size"),
    later("of the ascent (Adam)"),
    later("smoothness"),
    later("how much sooner coarse structures change than fine ones: the power of their wavelength; 0: as pixels do"),
    later("total variation"),
    later("how much unevenness counts against the picture"),
    later("jitter"),
    later("how far at most the picture is shifted before each pass"),
    later("rotation"),
    later("how far at most it is turned before each pass"),
    later("degrees"),
    later("zoom"),
    later("by which share at most it is enlarged or shrunk before each pass"),
    later("whose activations are raised; the last one with channels where none is named"),
    later("its number in the layer, counted from 0; -1: all channels together"),
    later("octaves"),
    later("sizes at which the slice is dreamt on, the smallest first"),
    later("octave scale"),
    later("from one size to the next"),
    later("of the ascent, at each size"),
    later("mean change of a pixel in one step"),
    later("deviations"),
    later("how far at most the slice is shifted before each pass"),
    later("leave the air around the head as it is"),
    later("region"),
    later("whose logits are explained: all that is outlined, one lesion of it, or one pixel, outlined or not"),
    later("outline"),
    later("lesion"),
    later("pixel"),
    later("of a pixel of the slice, counted from 0: the lesion that holds it (-1: the largest), or the pixel"),
    later("pixels of the slice"),
    later("how activations and gradients become a map, as in the one-pass methods; grad-cam is the paper's own"),
    later("hires-cam"),
    later("grad-cam"),
    later("layer-cam"),
)
"""Names, help, units and choices of their parameters."""
