"""What readers came to: the figures of a study or of a project, to be read and saved."""
