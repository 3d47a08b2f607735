"""What other networks make of the same slices: those that never learned what is looked for, and other trainings."""

from xaiviewer.analysis.other_networks.untaught import NETWORKS, PERMUTED, RANDOM, Untaught

__all__ = ["NETWORKS", "PERMUTED", "RANDOM", "Untaught"]
