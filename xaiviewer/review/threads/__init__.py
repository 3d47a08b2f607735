"""What runs beside the window: one thread for the networks, one that looks for cases, one that loads the networks."""
