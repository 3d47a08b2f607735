"""Which files make a case, and what was left out."""
