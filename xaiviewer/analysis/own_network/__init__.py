"""A network of the user's own before it is one of the program's: recognised, tried on a case, imported."""

from xaiviewer.analysis.own_network.importing import Importing

__all__ = ["Importing"]
