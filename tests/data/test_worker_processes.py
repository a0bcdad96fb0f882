import os

from torch.utils.data import DataLoader

from course_utils.data.worker_processes import WhoLoads


def test_workers_are_processes():
    loader = DataLoader(WhoLoads(8), batch_size=2, num_workers=2)
    processes = {int(number) for batch in loader for number in batch}
    assert len(processes) == 2
    assert os.getpid() not in processes
