"""Methods that make a picture which raises what they are pointed at."""
