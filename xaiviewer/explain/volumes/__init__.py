"""Networks that take whole volumes: their layers, and the maps of all of them from one pass."""
