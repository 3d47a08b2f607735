"""What is a lesion voxel: the one rule for every format.

Masks are written in many ways, and the values alone tell which one it was. Values are always looked at over the whole
case, never slice by slice: a slice without lesion says nothing about the scale.

* A few plateaus are labels: whatever is above 0 is lesion, or the segments that were chosen.
* What is graded is a probability: its scale is the smallest of 1, 100, 255 and 65535 that is not below the case's
  maximum, and what reaches half of it is lesion (`meaning`, `gradation`; for JPEG, which smears plateaus,
  `jpeg_masks`).
* Colours count as colours, never as indices of a palette; a mask that lives in the opacity is the opacity (`colours`).
* Of several volumes the one that fills the background is none of a lesion (`layers`).
* What cannot be a mask is refused; what is unlikely to be a lesion's is doubted aloud (`doubt`).

Whatever is not plain labels is said in a sentence that names the file.
"""

from xaiviewer.readers.lesion.colours import Coloured, one_value
from xaiviewer.readers.lesion.doubt import doubt
from xaiviewer.readers.lesion.layers import Layers, layers_of
from xaiviewer.readers.lesion.meaning import MOST_LABELS, Meaning, half_of, meaning_of

__all__ = ["MOST_LABELS", "Coloured", "Layers", "Meaning", "doubt", "half_of", "layers_of", "meaning_of", "one_value"]
