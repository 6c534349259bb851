"""Training steps of small networks as one native call for many steps."""
