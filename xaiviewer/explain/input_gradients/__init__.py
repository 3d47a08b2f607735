"""Methods that follow the logit's gradient down to the pixels of the input."""
