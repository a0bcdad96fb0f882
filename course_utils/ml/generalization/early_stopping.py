"""When to stop training: watch the loss on unseen data and keep the best."""


def stop_early(losses, patience):
    """Return (last epoch run, best epoch) for the validation losses of all epochs.

    Training stops after `patience` epochs in a row that did not beat the best loss so
    far; epochs count from 0. The weights to keep are those of the best epoch.
    """
    best = 0
    for epoch, loss in enumerate(losses):
        if loss < losses[best]:
            best = epoch
        if epoch - best >= patience:
            return epoch, best
    return len(losses) - 1, best
