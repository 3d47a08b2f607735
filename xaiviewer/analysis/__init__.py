"""The one path: case -> prediction -> outline -> maps -> agreement -> reliance. Window and command line share it."""

from xaiviewer.analysis.analyser import Analyser, analyse, load_analyser

__all__ = ["Analyser", "analyse", "load_analyser"]
