"""What other networks make of the same slices: those that never learned what is looked for, and other trainings."""

from xaiviewer.analysis.other_networks.of_window import OtherNetworks
from xaiviewer.analysis.other_networks.passes import by_layer
from xaiviewer.analysis.other_networks.trainings import Trainings
from xaiviewer.analysis.other_networks.untaught import NETWORKS, PERMUTED, RANDOM, Untaught

__all__ = ["NETWORKS", "PERMUTED", "RANDOM", "OtherNetworks", "Trainings", "Untaught", "by_layer"]
