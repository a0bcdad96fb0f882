"""What comes before the network: the ink of a digit is moved to the middle."""

import numpy as np

from course_utils.data.sketches import centred_ink
from course_utils.practice import Exercise, Mistake


def _centre(picture):
    h, w = picture.shape
    ink = picture.sum()
    if ink == 0:
        return picture
    rows, columns = np.indices((h, w))
    down = round((h - 1) / 2 - (rows * picture).sum() / ink)
    right = round((w - 1) / 2 - (columns * picture).sum() / ink)
    wide = np.pad(picture, ((h, h), (w, w)))  # paper on all sides
    return wide[h - down : 2 * h - down, w - right : 2 * w - right]


def _moved(picture, down, right):
    h, w = picture.shape
    wide = np.pad(picture, ((h, h), (w, w)))
    return wide[h - down : 2 * h - down, w - right : 2 * w - right]


def _rolled(picture, down, right):
    return np.roll(picture, (down, right), axis=(0, 1))


def _of_mass(picture):
    """Return the row and the column of the centre of mass."""
    return (np.indices(picture.shape) * picture).sum(axis=(1, 2)) / picture.sum()


def _of_the_frame(picture):
    places = np.argwhere(picture)
    return (places.min(axis=0) + places.max(axis=0)) / 2


def _of_the_darkest(picture):
    return np.array(np.unravel_index(picture.argmax(), picture.shape))


def _by(shift=None, *, centre=_of_mass, middle=lambda n: (n - 1) / 2, move=_moved):
    """Return an answer that finds its centre, middle or whole shift in another way."""

    def answer(picture):
        if not picture.any():
            return picture
        distance = [middle(n) for n in picture.shape] - centre(picture)
        steps = np.round(distance) if shift is None else shift(distance)
        return move(picture, *map(int, steps))

    return answer


def _centre_rounded(picture):
    return np.round(_of_mass(picture))


def _not_looking_for_ink(picture):
    down, right = [(n - 1) / 2 for n in picture.shape] - _of_mass(picture)
    return _moved(picture, round(down), round(right))


def _pictures(rng):  # in none is a shift near a half, where two pixels are as good
    corner = np.zeros((8, 8))
    corner[4:, 4:] = [[7, 9, 8, 0], [0, 0, 2, 9], [5, 9, 1, 0], [9, 9, 8, 7]]
    heavy = np.zeros((5, 8))
    heavy[:2, :3], heavy[-1, -2:] = 8, [2, 1]
    faint = np.zeros((9, 4))
    faint[6:, 2:] = rng.uniform(0.05, 1, (3, 2))
    return [
        (corner,),
        (heavy,),
        (np.zeros((4, 5)),),
        (faint,),
        (rng.integers(1, 256, (6, 7)) * np.arange(1, 8) ** 2,),
        (corner[:7] + corner.T[:7],),
    ]


centre = Exercise(
    "18.6",
    "centre a digit",
    stars=2,
    reference=centred_ink,
    model_answer=_centre,
    stub="centre(picture)",
    example=(np.array([[0.0, 0.0, 3.0, 1.0]]),),
    cases=_pictures,
    hints=(
        "The row of the centre of mass is the mean of all rows, each weighed by its "
        "ink: `(rows * picture).sum() / picture.sum()`. `np.indices(picture.shape)` "
        "has rows and columns.",
        "The shift is the middle minus the centre of mass, rounded to a whole number: "
        "one for down, one for right.",
        "Lay paper all around, `wide = np.pad(picture, ((h, h), (w, w)))`, and cut out "
        "`wide[h - down : 2 * h - down, w - right : 2 * w - right]`.",
    ),
    mistakes=(
        Mistake(
            _by(move=_rolled),
            "`np.roll` goes round: what leaves on one side comes in on the other. Ink "
            "that leaves is lost, and paper comes in.",
        ),
        Mistake(
            _by(lambda distance: -np.round(distance)),
            "It moves the wrong way: the shift is the middle minus the centre of mass.",
        ),
        Mistake(
            _by(centre=_of_the_frame),
            "You centred the frame around the digit. The centre of mass lies where "
            "most of the ink is.",
        ),
        Mistake(
            _by(centre=lambda picture: np.argwhere(picture).mean(axis=0)),
            "You counted all inked pixels alike: weigh each by its ink.",
        ),
        Mistake(
            _by(centre=_of_the_darkest),
            "You moved the darkest pixel to the middle; all ink has a say.",
        ),
        Mistake(
            _by(middle=lambda n: n / 2),
            "Half a pixel too far: rows count from 0 to h − 1, so the middle of h rows "
            "is (h − 1)/2, not h/2.",
        ),
        Mistake(
            _by(middle=lambda n: n // 2),
            "`h // 2` is the middle of an odd number of rows only; (h − 1)/2 is that "
            "of any.",
        ),
        Mistake(
            _by(lambda distance: distance),
            "`int` cuts off towards 0: round to the nearest whole number.",
        ),
        Mistake(
            _by(centre=_centre_rounded),
            "You rounded the centre of mass first. Round once, at the end: the middle "
            "minus the centre.",
        ),
        Mistake(
            _by(lambda distance: np.round(distance) * [1, 0]),
            "It moves up and down only; the columns have a centre, too.",
        ),
        Mistake(
            _by(lambda distance: np.round(distance) * [0, 1]),
            "It moves left and right only; the rows have a centre, too.",
        ),
        Mistake(
            _by(lambda distance: np.round(distance[::-1])),
            "Rows and columns are exchanged: the first axis is the rows, and a shift "
            "along it goes down.",
        ),
        Mistake(
            _not_looking_for_ink,
            "An empty picture has no centre of mass, 0/0: return it as it is.",
        ),
    ),
    explain="MNIST's digits were laid into their squares by this rule.",
)
