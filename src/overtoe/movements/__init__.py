"""The exercise catalogue as reviewed data, and the demand that the engine computes from it."""
