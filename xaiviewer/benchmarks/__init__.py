"""How fast the program is, against what is physically possible and against other implementations.

Every measurement runs in a process of its own (``python -m xaiviewer.benchmarks PROBE CASE MODELS``), so that none
inherits another's memory, threads or warm caches, and so that the command line stays free of Qt.
"""
