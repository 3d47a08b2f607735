"""What is fitted on the judgements of patients who trained nothing."""
