"""Which layers a network has: listed, placed on the input, and grouped."""
