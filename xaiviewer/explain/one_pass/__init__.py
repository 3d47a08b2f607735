"""Maps of every layer from one forward and one backward pass, by all methods of the family together."""
