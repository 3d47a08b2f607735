"""How good the networks are, and the readers: figures over many cases, with intervals over patients. No torch."""
