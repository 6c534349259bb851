"""The networks of the model families: encoded rows in, logits out."""
