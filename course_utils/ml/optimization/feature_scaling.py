"""Bring features to one scale, learning that scale from the training data only."""

import numpy as np


class Standardizer:
    """Subtract the mean and divide by the standard deviation of the training data.

    Fit it on the training part, then apply it to every part: what the validation and
    test parts look like must not leak into the preparation.
    """

    def fit(self, train):
        """Learn mean and standard deviation (not variance) of each column; return self.

        A constant column gets the scale 1, so that it becomes zero and not NaN.
        """
        self.mean = np.mean(train, axis=0)
        deviation = np.std(train, axis=0)
        self.scale = np.where(deviation > 0, deviation, 1.0)
        return self

    def transform(self, data):
        """Return the data on the scale learned by `fit`; same shape."""
        return (np.asarray(data) - self.mean) / self.scale

    def inverse(self, scaled):
        """Return scaled data to its original units."""
        return np.asarray(scaled) * self.scale + self.mean


class MinMaxScaler:
    """Map the smallest value of each training column to 0 and the largest to 1."""

    def fit(self, train):
        """Learn the minimum and range of each column; return self."""
        self.minimum = np.min(train, axis=0)
        span = np.max(train, axis=0) - self.minimum
        self.scale = np.where(span > 0, span, 1.0)
        return self

    def transform(self, data):
        """Return the data on the learned scale; unseen values may leave 0 to 1."""
        return (np.asarray(data) - self.minimum) / self.scale

    def inverse(self, scaled):
        """Return scaled data to its original units."""
        return np.asarray(scaled) * self.scale + self.minimum
