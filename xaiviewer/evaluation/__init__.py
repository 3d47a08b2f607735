"""How good the networks are: figures over many cases, with intervals over patients. NumPy only."""
