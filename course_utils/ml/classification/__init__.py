"""Telling classes apart: generative, logistic, softmax, and kernels."""
