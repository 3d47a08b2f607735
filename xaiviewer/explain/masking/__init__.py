"""Parts of the input are covered, and the change of the logit is what explains: outputs are all that is needed."""
