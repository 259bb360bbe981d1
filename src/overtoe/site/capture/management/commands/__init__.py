"""Commands of the capture slice."""
