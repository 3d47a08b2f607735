"""What was measured, and what was outlined: lists that lead to the slices."""
