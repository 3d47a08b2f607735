"""The two networks, what they are given, and the packages they are shipped in."""
