"""Simulated trainees who stress the rules: forgetful, optimistic, stubborn, and each different."""

from overtoe.program.simulation.run import Outcome, Result, simulate

__all__ = ["Outcome", "Result", "simulate"]
