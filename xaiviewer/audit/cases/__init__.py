"""One patient examined: maps, nulls, reliance, locality, and what stands in the list of disagreements."""
