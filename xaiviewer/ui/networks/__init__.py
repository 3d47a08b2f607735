"""Networks in the window: adding one of the user's own, and choosing the one that is asked."""
