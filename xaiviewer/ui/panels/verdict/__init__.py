"""The verdict form: what the project asks, answered with keys or mouse beside the images."""
