"""``xaiviewer --self-test``: shows that a program works where it was installed."""
