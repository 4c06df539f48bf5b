"""A timer: a round that is planned, a start at a time that exists; and how it is told."""

from __future__ import annotations

from alongside.model.kinds import Triad, TriadValue
from alongside.responses.blocks import AnyBlock, Listing
from alongside.responses.handling import Handling
from alongside.responses.unfit import check_moment, refusal
from alongside.strings import _


def _check(response: Triad, value: TriadValue, stored: TriadValue | None) -> None:
    if value.round > max(response.rounds, stored.round if stored else 0):
        raise refusal(response, _("there is no round {number}").format(number=value.round))
    if value.started_at is not None:
        check_moment(response, value.started_at)


def _blocks(_response: Triad | None, value: TriadValue) -> list[AnyBlock]:
    phases = {"talk": _("talk"), "feedback": _("feedback"), "done": _("finished")}
    stands = _("Round {number}, {phase}").format(number=value.round, phase=phases[value.phase])
    return [Listing(_("Practice in threes"), [stands])]


HANDLING = Handling(Triad, TriadValue, blocks=_blocks, check=_check)
