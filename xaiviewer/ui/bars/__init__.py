"""The bars above and below: the case, progress, notices, the standing warning."""
