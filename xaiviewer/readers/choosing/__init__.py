"""Which series is which sequence, and which mask is taken."""
