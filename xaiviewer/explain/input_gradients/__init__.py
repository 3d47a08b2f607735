"""Methods that follow the logit's gradient down to the pixels of the input.

`gradient` takes it, `refining` shows what is known after each batch, `cells` brings a layer's cells to the pixels.
"""
