"""Intake, screening, building, pairing, progression and pain rules, the log: pure functions."""
