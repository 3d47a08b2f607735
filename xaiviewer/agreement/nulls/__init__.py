"""Is this agreement more than chance? Scores beside those of maps, and of masks, that know nothing of the lesion.

* The mask at random places inside the head gives p, and the effect in standard deviations: `moves`, `comparing`.
* The picture itself, put on the layer's grid, says what a map is worth that never asks the network: `pictures`.
* `asked` takes a case and its analysis, as a worker has them after the maps; `answered` what was asked beyond these.
* Other masks and other networks' maps are taken as arrays; the grid's ceiling and the model's outline stand beside.

NumPy only, and SciPy where it is asked for distances, blur and holes.
"""

from xaiviewer.agreement.nulls.answered import nulls_of_answer, nulls_of_answers
from xaiviewer.agreement.nulls.asked import case_heat, nulls_of_case, nulls_of_slice
from xaiviewer.agreement.nulls.false_heat import false_heat
from xaiviewer.agreement.nulls.judged import case_nulls, slice_nulls
from xaiviewer.agreement.nulls.scene import NullSettings, Others, Scene

__all__ = [
    "NullSettings",
    "Others",
    "Scene",
    "case_heat",
    "case_nulls",
    "false_heat",
    "nulls_of_answer",
    "nulls_of_answers",
    "nulls_of_case",
    "nulls_of_slice",
    "slice_nulls",
]
