"""From the double-click to the open window: preflight, splash, one program at a time, the log, what failed."""
