"""What the list of cases shows beside their names, in which order, and which of them."""
