"""A map against the clinician's mask -> numbers: what is judged from arrays alone. NumPy only.

Every score is computed on the layer's own grid, yet exactly as if the map had been upsampled onto the slice's pixels:
see `footprint`.
"""

from xaiviewer.agreement.answered import scores_of_answer
from xaiviewer.agreement.slices import Marked, assessments

__all__ = ["Marked", "assessments", "scores_of_answer"]
