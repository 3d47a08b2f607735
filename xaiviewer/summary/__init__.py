"""The case in words: one paragraph made from the numbers by rules, in any language that has its sentences."""

from xaiviewer.summary.case_in_words import case_in_words, paragraph
from xaiviewer.summary.sentence import Figure, Sentence, Term

__all__ = ["Figure", "Sentence", "Term", "case_in_words", "paragraph"]
