"""Expected failures. Each carries one sentence for the user: what is wrong, with which file, and what to do next."""

from __future__ import annotations


class XaiViewerError(Exception):
    """An expected failure whose text is the sentence shown to the user."""


class ReadError(XaiViewerError):
    """A file or folder that cannot be opened as a case."""


class ModelError(XaiViewerError):
    """A model package that is missing, damaged or of an unknown architecture."""


class UsageError(XaiViewerError):
    """A command that was asked for something it does not have: an unknown layer, method or class."""


class ReviewError(XaiViewerError):
    """A project of a review that cannot be opened, read or written."""


class Cancelled(Exception):  # noqa: N818 - it is not an error: the reader asked for it
    """Raised inside a job when its cancel flag is set. Never shown as a failure."""
