"""What is strange about an input or about decisions, in a sentence: what a wrong answer usually looks like."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xaiviewer.nets.imports.preview import Preview
from xaiviewer.ui.language import figure, tr

_FLAT, _FAR, _SURE, _MOST_OF_IT = 1e-3, 6.0, 0.999, 0.5


def values_of(preview: Preview) -> str:
    """The range of what the network gets."""
    inputs = _values(preview)
    told = tr("The network gets values from {low} to {high}, mean {mean}, deviation {deviation}.")
    numbers = {"low": inputs.min(), "high": inputs.max(), "mean": inputs.mean(), "deviation": inputs.std()}
    return told.format(
        **{name: figure(f"{value:.2f}").replace("-", "\N{MINUS SIGN}") for name, value in numbers.items()}
    )


def doubts_of(preview: Preview) -> tuple[str, ...]:
    """What is strange; empty where nothing is."""
    inputs = _values(preview)
    found = []
    if float(inputs.std()) < _FLAT:
        found.append(tr("The network gets the same value everywhere: the scale does not suit these pictures."))
    elif float(np.abs(inputs).max()) > max(_FAR, 1.01 * float(np.abs(preview.shades).max())):
        found.append(tr("Values beyond −6 and 6 are unusual: is it scaled before mean and deviation are taken off?"))
    else:
        ends = [float(np.mean(inputs == end)) for end in (inputs.min(), inputs.max())]
        if ends[1] > 0.25:
            found.append(
                tr("More than a quarter of the picture is cut off at the bright end: is the range too narrow?")
            )
    if preview.description.task == "segmentation":
        outlines = [each.outline for each in preview.slices if each.outline is not None]
        if len(outlines) > 1 and all(float(np.mean(each)) > _MOST_OF_IT for each in outlines):
            found.append(tr("More than half of every slice is outlined: is another class meant?"))
        return tuple(found)
    decided = np.stack([each.probabilities for each in preview.slices])
    several = len(decided) > 1 and not preview.description.volumes  # of a volume it is one decision
    sure = preview.output == "softmax" and several and float(decided.max(axis=1).min()) > _SURE
    if sure and len(set(decided.argmax(axis=1).tolist())) == 1:
        found.append(tr("All slices get the same class with certainty: a wrong scale often looks like this."))
    return tuple(found)


def _values(preview: Preview) -> NDArray[np.float32]:
    """All that the network gets of what is shown; planes of a volume may have other sides."""
    return np.concatenate([each.inputs.ravel() for each in preview.slices])
