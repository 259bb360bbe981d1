"""Joint moments and forces, the knees-held-back twin, and their uncertainty."""
