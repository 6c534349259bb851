"""The networks of every family as ONNX graphs, written from their specs: no torch, no weights."""
