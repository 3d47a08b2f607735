"""The export of the open case: what is written, where, and under which identity."""
