"""The one path: case -> prediction -> outline -> maps -> agreement -> reliance. Window and command line share it."""

from xaiviewer.analysis.analyser import Analyser
from xaiviewer.analysis.examining import Examiner
from xaiviewer.analysis.loading import load_analyser
from xaiviewer.analysis.whole_case import analyse

__all__ = ["Analyser", "Examiner", "analyse", "load_analyser"]
