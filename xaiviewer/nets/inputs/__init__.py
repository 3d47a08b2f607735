"""From a case to what a network takes, and what is to be doubted of it."""
