"""Energy balance, protein and the bounds that keep both safe."""
