"""How well the maps agree with the mask: the curve over the layers, and the scores of the one shown."""
