"""What can be asked of a network, and what it is: frozen values, NumPy only."""

from xaiviewer.requests.model import EVIDENCE, Channel, Layer, ModelDescription, ModelIdentity

__all__ = ["EVIDENCE", "Channel", "Layer", "ModelDescription", "ModelIdentity"]
