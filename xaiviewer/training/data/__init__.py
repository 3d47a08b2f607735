"""Patients, and the views of them that networks learn from."""
