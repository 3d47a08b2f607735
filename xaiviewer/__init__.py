"""xaiviewer: review why a medical-imaging network decided what it decided. Research use, not for diagnosis."""

__version__ = "0.1.0"
