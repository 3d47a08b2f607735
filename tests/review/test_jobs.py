from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from xaiviewer.errors import Cancelled
from xaiviewer.review.threads.jobs import JobContext, JobRunner, give_way


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[JobRunner]:
    made = JobRunner()
    yield made
    made.close()


def test_reports_arrive_in_order_on_the_callers_thread(runner: JobRunner, qtbot: QtBot) -> None:
    seen: list[object] = []
    where: list[str] = []

    def take(report: object) -> None:
        seen.append(report)
        where.append(threading.current_thread().name)

    runner.reported.connect(take)
    with qtbot.waitSignal(runner.ended) as ended:
        runner.submit(lambda context: [context.report(number) for number in range(5)])
    assert seen == [0, 1, 2, 3, 4]
    assert set(where) == {threading.current_thread().name}
    assert ended.args == [None]
    assert not runner.busy


def test_a_late_report_of_an_old_job_is_dropped(runner: JobRunner, qtbot: QtBot) -> None:
    go = threading.Event()
    seen: list[object] = []
    ends: list[object] = []

    def stubborn(context: JobContext) -> None:
        go.wait(10)
        context.report("late")  # it never looks at its flag

    runner.reported.connect(seen.append)
    runner.ended.connect(ends.append)
    first = runner.submit(stubborn)
    second = runner.submit(lambda context: context.report("new"))
    go.set()
    qtbot.waitUntil(lambda: bool(ends))
    assert seen == ["new"]
    assert ends == [None]
    assert second > first


def test_cancel_raises_at_the_next_check(runner: JobRunner, qtbot: QtBot) -> None:
    started = threading.Event()

    def work(context: JobContext) -> None:
        started.set()
        while True:
            context.check()

    with qtbot.waitSignal(runner.ended) as ended:
        runner.submit(work)
        assert started.wait(10)
        runner.cancel()
    assert isinstance(ended.args[0], Cancelled)


def test_a_failed_job_hands_over_its_exception_and_the_next_one_runs(runner: JobRunner, qtbot: QtBot) -> None:
    def fail(context: JobContext) -> None:
        raise OSError("disk")

    with qtbot.waitSignal(runner.ended) as ended:
        runner.submit(fail)
    assert isinstance(ended.args[0], OSError)
    with qtbot.waitSignal(runner.ended) as ended:
        runner.submit(lambda context: None)
    assert ended.args == [None]


def test_a_job_cancelled_before_it_began_does_not_run(runner: JobRunner, qtbot: QtBot) -> None:
    go = threading.Event()
    ran: list[str] = []
    runner.submit(lambda context: bool(go.wait(10)))
    runner.submit(lambda context: ran.append("middle"))
    with qtbot.waitSignal(runner.ended):
        runner.submit(lambda context: ran.append("last"))
        go.set()
    assert ran == ["last"]


def test_a_dropped_job_that_goes_on_tells_nobody(runner: JobRunner, qtbot: QtBot) -> None:
    began, go = threading.Event(), threading.Event()
    seen: list[object] = []
    outcome: list[bool] = []

    def stubborn(context: JobContext) -> None:
        began.set()
        go.wait(10)
        context.report("late")
        outcome.append(context.unheard)

    runner.reported.connect(seen.append)
    runner.ended.connect(seen.append)
    runner.submit(stubborn)
    assert began.wait(10)
    runner.drop()
    go.set()
    qtbot.waitUntil(lambda: bool(outcome))
    qtbot.wait(20)
    assert outcome == [True]
    assert seen == []


@pytest.mark.skipif(sys.platform != "linux", reason="priorities of single threads are Linux'")
def test_a_thread_that_gives_way_goes_after_all_others() -> None:
    def priority() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    own, found = priority(), list[int]()
    thread = threading.Thread(target=lambda: (give_way(3), found.append(priority())))
    thread.start()
    thread.join()
    assert found == [min(own + 3, 19)]
    assert priority() == own
