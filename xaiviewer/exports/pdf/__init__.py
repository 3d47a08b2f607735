"""Reports as PDF: text that can be searched, copied and read aloud, its fonts embedded, its structure tagged."""
