"""From examined patients to the tables of a report: NumPy only, intervals over patients."""
