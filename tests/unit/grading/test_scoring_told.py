"""Scoring goes on by itself, and whoever loads the page again sees how far it is and what it said."""

from __future__ import annotations

import asyncio

import pytest
from builders import NOON, a_handin, put

from alongside.errors import KeyMissing
from alongside.grading import intake, lane
from alongside.web.programme import scoring, steps
from alongside.web.programme.scoring import Run, Runs


def test_a_short_run_is_waited_for_and_says_once_what_it_did():
    async def play():
        async def work(run: Run):
            run.heard(3, 3)
            return ["Scored 3 hand-ins."]

        runs = Runs()
        await runs.begin("a9", work)
        assert runs.going("a9") is None
        return runs.last_words("a9"), runs.last_words("a9")

    assert asyncio.run(play()) == (["Scored 3 hand-ins."], [])


def test_a_long_run_says_how_far_it_is_is_joined_and_not_begun_twice_and_tells_its_end_later():
    async def play():
        begun, end = [], asyncio.Event()

        async def work(run: Run):
            begun.append(run)
            run.heard(25, 300)
            await end.wait()
            return ["Scored 300 hand-ins."]

        runs = Runs(patience=0)
        await runs.begin("a9", work)
        await asyncio.sleep(0)
        await runs.begin("a9", work)
        far = runs.going("a9")
        seen = (far.done, far.of, runs.last_words("a9"), runs.going("a8"), len(begun))
        end.set()
        await far.task
        return seen, runs.going("a9"), runs.last_words("a9")

    assert asyncio.run(play()) == ((25, 300, [], None, 1), None, ["Scored 300 hand-ins."])


def test_what_stopped_a_run_is_told_to_whoever_looks_next():
    async def play():
        async def work(_run: Run):
            raise KeyMissing("the key of a9 is not here")

        runs = Runs()
        await runs.begin("a9", work)
        with pytest.raises(KeyMissing):
            runs.last_words("a9")
        return runs.last_words("a9")

    assert asyncio.run(play()) == []
    assert scoring.PATIENCE > 0


def test_scoring_tells_after_each_batch_how_many_are_done(course, monkeypatch):
    monkeypatch.setattr(lane, "BATCH", 2)
    for who in ("p01", "p02", "p03"):
        put(course, a_handin(who), who)
    intake.collect(course, "a9", NOON)
    heard = []
    assert steps.score(course, "a9", lambda done, of: heard.append((done, of))) == ["Scored 3 hand-ins."]
    assert heard == [(2, 3), (3, 3)]
