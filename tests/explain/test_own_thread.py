"""A network runs on one thread while another one is traced on a second: neither notices."""

import threading

import torch
from torch import nn

from xaiviewer.explain.layers.own_thread import traced_graph


class Waiting(nn.Module):
    """Says when it is called, and waits."""

    def __init__(self, reached, goes_on):
        super().__init__()
        self.first, self.second = nn.Conv2d(1, 2, 3), nn.ReLU()
        self._reached, self._goes_on = reached, goes_on

    def forward(self, x):
        x = self.first(x)
        self._reached.set()
        assert self._goes_on.wait(10)
        return self.second(x)


def test_a_network_that_runs_meanwhile_gives_its_own_answer_and_is_no_part_of_the_graph():
    reached, goes_on, graphs = threading.Event(), threading.Event(), []
    thread = threading.Thread(target=lambda: graphs.append(traced_graph(Waiting(reached, goes_on))))
    other, picture = nn.Sequential(nn.Conv2d(1, 1, 3), nn.ReLU()), torch.ones(1, 1, 5, 5)
    with torch.no_grad():
        expected = other(picture)
        thread.start()
        assert reached.wait(10)
        found = other(picture)
        goes_on.set()
    thread.join()
    assert torch.equal(found, expected)
    assert [node.target for node in graphs[0].nodes if node.op == "call_module"] == ["first", "second"]
