"""A model to carry away: one graph from raw columns to labels, with what is needed to use it and to see that it is right."""
