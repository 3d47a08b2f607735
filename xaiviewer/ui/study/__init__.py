"""The window of a reader study: the images, what is due beside them, the questions, and nothing else."""
