"""A labelled corpus: healthy runs over varied sets, and the same runs with a known fault in them."""
