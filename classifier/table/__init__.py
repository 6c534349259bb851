"""Tables: the strict reader, types, profile, split and encoding. Costs pyarrow and numpy, never torch."""
