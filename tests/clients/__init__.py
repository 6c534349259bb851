"""Clients that no one here wrote: what each needs, and the programs that drive them."""
