"""Train any torch model: batches, history, early stopping, one hook, a progress bar."""

import copy
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import torch
from torch import nn
from tqdm.auto import tqdm

from course_utils.ml.training.device import move


@dataclass
class History:
    """Hold what was measured: one number per update, or one per epoch.

    Losses of a training epoch are the average over its batches *while* it was learning;
    validation is measured after the epoch. Accuracies stay empty in regression.
    """

    update_loss: list[float] = field(default_factory=list)
    train_loss: list[float] = field(default_factory=list)
    train_accuracy: list[float] = field(default_factory=list)
    validation_loss: list[float] = field(default_factory=list)
    validation_accuracy: list[float] = field(default_factory=list)
    seconds: float = 0.0
    best_epoch: int | None = None

    @property
    def epochs(self):
        """Return how many epochs were run."""
        return len(self.train_loss)


def shuffled(inputs, targets, *, batch_size, generator):
    """Yield (inputs, targets) of one batch after another, every example once."""
    order = torch.randperm(len(targets), generator=generator).to(targets.device)
    for batch in order.split(batch_size):
        yield inputs[batch], targets[batch]


@torch.no_grad()
def evaluate(model, inputs, targets, *, loss_function=None, batch_size=500):
    """Return (loss, accuracy) of a model in evaluation mode; accuracy may be None.

    What a network makes of larger batches of pictures is more than a cache holds.
    """
    loss_function = loss_function or nn.functional.cross_entropy
    device = next(model.parameters()).device
    was_training = model.training
    model.eval()
    outputs = torch.cat([model(x.to(device)) for x in inputs.split(batch_size)])
    model.train(was_training)
    targets = targets.to(device)
    return loss_function(outputs, targets).item(), _accuracy(outputs, targets)


def train(
    model,
    inputs,
    targets,
    *,
    validation=None,
    epochs=10,
    batch_size=64,
    learning_rate=0.1,
    optimizer=None,
    loss_function=None,
    augment=None,
    on_epoch: Callable | None = None,
    patience=None,
    device=None,
    seed=0,
    progress=True,
):
    """Train `model` on tensors (N, ...) and return its History.

    `validation` is a pair (inputs, targets). `optimizer` is made by plain SGD unless
    given (`move` the model to its device before you make one), `loss_function` is
    cross-entropy unless given. `augment` changes the inputs of each batch.
    `on_epoch(epoch, model, history)` is the one hook; a true answer stops the training.
    With `patience`, training also stops after so many epochs without a better
    validation loss, and the best weights are put back.

    All data is moved to the device once; batches are taken there by index. Raises
    ValueError for inputs and targets of different lengths, or patience without
    validation.
    """
    if patience is not None and validation is None:
        raise ValueError("early stopping (patience) needs validation=(inputs, targets)")
    if len(inputs) != len(targets):
        raise ValueError(f"got {len(inputs)} inputs but {len(targets)} targets")
    device = move(model, device)
    inputs, targets = inputs.to(device), targets.to(device)
    loss_function = loss_function or nn.functional.cross_entropy
    optimizer = optimizer or torch.optim.SGD(model.parameters(), lr=learning_rate)
    generator = torch.Generator().manual_seed(seed)
    history, best, started = History(), None, time.perf_counter()
    with _progress_bar(epochs, progress) as bar:
        for epoch in range(epochs):
            batches = shuffled(
                inputs, targets, batch_size=batch_size, generator=generator
            )
            run_epoch(model, batches, optimizer, loss_function, augment, history)
            if validation is not None:
                best = _validate(model, validation, loss_function, history, best)
            bar.update()
            bar.set_postfix(loss=f"{history.train_loss[-1]:.3f}", refresh=False)
            if on_epoch is not None and on_epoch(epoch, model, history):
                break
            if patience is not None and epoch - history.best_epoch >= patience:
                break
    if patience is not None:
        model.load_state_dict(best)
    history.seconds = time.perf_counter() - started
    return history


def run_epoch(model, batches, optimizer, loss_function, augment, history):
    """Make one update per batch and write the epoch's averages into the history.

    Nothing is read back from the device before the epoch is over: reading one number
    waits for all work before it.
    """
    model.train()
    losses, sizes, right = [], [], []
    for x, y in batches:
        outputs = model(x if augment is None else augment(x))
        loss = loss_function(outputs, y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.detach())
        sizes.append(len(y))
        if _is_classification(outputs, y):
            right.append((outputs.detach().argmax(dim=1) == y).sum())
    losses, weights = torch.stack(losses).cpu(), torch.tensor(sizes, dtype=torch.float)
    history.update_loss += losses.tolist()
    history.train_loss.append((losses @ weights.to(losses) / weights.sum()).item())
    if right:
        history.train_accuracy.append((torch.stack(right).sum() / sum(sizes)).item())


def _validate(model, validation, loss_function, history, best):
    loss, accuracy = evaluate(model, *validation, loss_function=loss_function)
    if not history.validation_loss or loss < min(history.validation_loss):
        history.best_epoch = history.epochs - 1
        best = copy.deepcopy(model.state_dict())
    history.validation_loss.append(loss)
    if accuracy is not None:
        history.validation_accuracy.append(accuracy)
    return best


def _is_classification(outputs, targets):
    return outputs.ndim == 2 and targets.ndim == 1 and not targets.is_floating_point()


def _accuracy(outputs, targets):
    if not _is_classification(outputs, targets):
        return None
    return (outputs.argmax(dim=1) == targets).float().mean().item()


def _progress_bar(epochs, wanted):
    # Stored notebooks are run with COURSE_PROGRESS=off: no bar is left in their pages.
    hidden = not wanted or os.environ.get("COURSE_PROGRESS") == "off"
    return tqdm(total=epochs, desc="epochs", leave=False, disable=hidden)
