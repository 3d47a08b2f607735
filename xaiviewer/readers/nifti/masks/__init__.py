"""Label maps: what their values mean, and the names of their labels."""
