"""The case cut along other planes than its slices."""
