"""xaiviewer: review why a medical-imaging network decided what it decided. Research use, not for diagnosis."""

__version__ = "0.1.0"

RESEARCH_USE = "Research use, not for diagnosis"
"""What the window, the command line and every export say."""
