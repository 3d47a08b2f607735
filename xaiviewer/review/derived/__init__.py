"""What follows from a case: the windows it offers, where the head lies, what it was built from."""
