"""The writer of notebook 20: trained once by one command, kept, and loaded by all.

`python -m course_utils keep pretrained_writer` trains it again, in about half a minute.
"""

import numpy as np
import torch

from course_utils.data import text
from course_utils.data.text import make_pages
from course_utils.experiments import kept
from course_utils.ml.language.characters import as_lessons
from course_utils.ml.language.pretraining import make_writer, teach
from course_utils.ml.language.sampling import continue_texts

FILE = kept.file_of(__name__)
PAGES, EPOCHS, LEARNING_RATE, FADE = 3200, 9, 4e-3, 0.75


def train_writer():
    """Pre-train a writer on 3,200 made pages; return it and its History."""
    writer = make_writer()
    lessons = as_lessons(make_pages(PAGES))
    history = teach(
        writer, lessons, epochs=EPOCHS, learning_rate=LEARNING_RATE, fade=FADE
    )
    return writer, history


def make_kept():
    """Return the arrays to keep: weights in half precision, the loss of each update."""
    writer, history = train_writer()
    weights = {
        name: weight.cpu().numpy().astype(np.float16)
        for name, weight in writer.state_dict().items()
    }
    return {**weights, "update_loss": np.float32(history.update_loss)}


def load_writer():
    """Return a new copy of the kept writer, in evaluation mode."""
    writer = make_writer()
    arrays = kept.read(FILE)
    weights = {name: torch.from_numpy(arrays[name]).float() for name in _names()}
    writer.load_state_dict(weights)
    return writer.eval()


def kept_losses():
    """Return the training loss (updates,) of the kept writer."""
    return kept.read(FILE)["update_loss"].copy()


def marked_stories(writer, *, stories=100, seed=0):
    """Let the writer begin stories; return the shares of letters, words and truths.

    Of each first sentence: is it of letters only, which of its words are known, and is
    it true? The given "the" does not count.
    """
    rng = np.random.default_rng(seed)
    told = continue_texts(writer, ["the "] * stories, 30, rng=rng)
    first = [story.split(".")[0] for story in told]
    truths = {
        text.say(animal, about) for animal in text.ANIMALS for about in text.FACTS
    }
    known = {word for truth in truths for word in truth.strip(".").split(" ")}
    letters = [story.replace(" ", "").isalpha() for story in first]
    words = [word in known for story in first for word in story.split(" ")]
    true = [f"the {story}." in truths for story in first]
    return tuple(float(np.mean(marks)) for marks in (letters, words, true))


def _names():
    return [name for name in kept.read(FILE) if name != "update_loss"]
