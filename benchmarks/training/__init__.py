"""How fast networks are trained, against the loops that people write themselves."""
