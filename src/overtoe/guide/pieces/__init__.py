"""The parts of a guide that are made from data; each file answers for one chapter."""
