"""The photographs that windows and channels look at, made small."""

from functools import cache

from course_utils.data.images import load_photograph


@cache
def small_photograph(name="china", block=8):
    """Return a photograph (3, H, W) in 0..1, each pixel the mean of `block`² pixels."""
    picture = load_photograph(name) / 255
    height, width = (side // block * block for side in picture.shape[:2])
    blocks = picture[:height, :width].reshape(
        height // block, block, width // block, block, 3
    )
    return blocks.mean(axis=(1, 3)).transpose(2, 0, 1)


@cache
def grey_photograph():
    """Return the temple (53, 80) in grey values 0..1."""
    return small_photograph("china").mean(axis=0)
