"""Training any torch model: the loop, its batches, and the device."""
