"""What is learned, and the loop that does it."""
