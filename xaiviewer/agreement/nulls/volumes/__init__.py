"""The same of volumes: maps of a network that decides once about a whole volume, and the lesion's mask in it."""
