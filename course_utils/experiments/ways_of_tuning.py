"""Which way of tuning is worth its parameters? The same task, learned five ways."""

import numpy as np
import torch

from course_utils.data.groups import GROUPS, make_group_pages
from course_utils.experiments import kept
from course_utils.experiments.pretrained_writer import load_writer
from course_utils.ml.language.characters import START, as_rows
from course_utils.ml.language.pretraining import make_writer
from course_utils.ml.language.tuning import WAYS, make_specialist
from course_utils.ml.networks.fully_connected import count_parameters
from course_utils.ml.training import loop
from course_utils.ml.training.device import move

FILE = kept.file_of(__name__)
ROWS = (*WAYS, "from nothing")
RATES = {"head": 1e-2, "soft prompt": 1e-2, "adapter": 5e-3, "full": 2e-3}
SEEDS = (0, 1, 2)
PLACES = 46


def group_lessons(n, *, seed):
    """Return pages (n, T) as characters, filled up in front, and their groups (n,)."""
    pages, groups = make_group_pages(n, seed=seed)
    rows = as_rows([page.rjust(PLACES, START) for page in pages], places=PLACES)
    return rows, torch.tensor(groups)


def train_specialist(row, *, seed=0, examples=100, epochs=12):
    """Train one of ROWS; return its accuracy on 300 unseen pages and its parameters.

    "from nothing" trains everything, too, but starts without pre-training.
    """
    way = "full" if row == "from nothing" else row
    writer = make_writer(seed=seed) if row == "from nothing" else load_writer()
    model = make_specialist(writer, len(GROUPS), way, seed=seed)
    move(model)
    wanted = [p for p in model.parameters() if p.requires_grad]
    loop.train(
        model,
        *group_lessons(examples, seed=seed),
        epochs=epochs,
        batch_size=20,
        optimizer=torch.optim.AdamW(wanted, lr=RATES[way]),
        seed=seed,
    )
    _, accuracy = loop.evaluate(model, *group_lessons(300, seed=100 + seed))
    return accuracy, count_parameters(model)


def make_kept():
    """Return accuracy (rows, seeds) and parameters (rows,) of all ROWS and SEEDS."""
    runs = [[train_specialist(row, seed=seed) for seed in SEEDS] for row in ROWS]
    accuracy, parameters = np.moveaxis(np.array(runs), -1, 0)
    return {"accuracy": accuracy, "parameters": parameters[:, 0].astype(int)}


def load_kept():
    """Return the arrays of `make_kept`, as they were kept."""
    return kept.read(FILE)
