"""The truth table: every check, its source, expected, got, tolerance."""
