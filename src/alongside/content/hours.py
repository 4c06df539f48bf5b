"""The hours that a path through the programme asks of a person: by session, by phase, and together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from alongside.errors import ContentError
from alongside.model.programme import Programme, Session, Strand
from alongside.model.unit import AnyUnit, Assessment, Exercise, Module


@dataclass(frozen=True)
class Line:
    """The minutes of one session, or of what belongs to none: together, before, after, and practice.

    `practice` are exercises between sessions, `sitting` assessment sessions, with their titles.
    `planned` are the minutes of modules that are still being written, which `together` holds too.
    """

    title: str
    when: str = ""
    together: int = 0
    before: int = 0
    after: int = 0
    practice: int = 0
    sitting: int = 0
    planned: int = 0
    exercises: list[str] = field(default_factory=list)
    assessments: list[str] = field(default_factory=list)

    @property
    def alone(self) -> int:
        """Minutes outside the session."""
        return self.before + self.after + self.practice + self.sitting

    @property
    def total(self) -> int:
        """All minutes."""
        return self.together + self.alone


@dataclass(frozen=True)
class Hours:
    """The hours of one path: a line for each session, one that adds them up, and minutes by phase.

    `phases` pairs a phase's id with minutes; breaks and what is still being written have the id "".
    """

    strand: Strand
    lines: list[Line]
    sum: Line
    phases: list[tuple[str, int]]


def hours_of(plan: Programme, strand: Strand, units: Mapping[str, AnyUnit]) -> Hours:
    """Return the hours of `strand`; ContentError where it names a unit that there is not.

    Exercises and assessment sessions stand with the last session of the path that teaches what they follow.
    They count where the strand's audience takes them or, for an audience without units, where it is taught;
    what follows the modules of another path only is counted there.
    """
    extras = _extras(plan, strand, units)
    lines = [_line(session, units, extras.pop(session.id, [])) for session in strand.sessions]
    rest = [unit for found in extras.values() for unit in found]
    lines += [_with_extras(Line(""), rest)] if rest else []
    return Hours(strand, lines, _sum(lines), _phases(strand, units, _extras(plan, strand, units)))


def strand_called(plan: Programme, strand_id: str) -> Strand:
    """Return the strand with this id, or the first one for ""; ContentError where there is none."""
    found = next((one for one in plan.strands if strand_id in {"", one.id}), None)
    if found is None:
        raise ContentError(f"the programme has no strand {strand_id}", where="programme.yaml")
    return found


def _taught(session: Session, units: Mapping[str, AnyUnit]) -> list[AnyUnit]:
    names = [part.unit for part in session.parts if part.unit]
    for name in names:
        if name not in units:
            raise ContentError(f"there is no unit {name}", where="programme.yaml")
    return [units[name] for name in names]


def _extras(plan: Programme, strand: Strand, units: Mapping[str, AnyUnit]) -> dict[str, list[AnyUnit]]:
    """Session id to what follows it; the id "" holds what follows no session of this path."""
    place = {unit.id: session.id for session in strand.sessions for unit in _taught(session, units)}
    order = [session.id for session in strand.sessions]
    taken = next((one.units for one in plan.audiences if one.id == strand.audience), [])
    others = [one for path in plan.strands if path is not strand for one in path.sessions]
    elsewhere = {part.unit for session in others for part in session.parts if part.unit}
    found: dict[str, list[AnyUnit]] = {}
    for name in (*plan.between, *plan.assessments):
        unit = units.get(name)
        if not isinstance(unit, (Exercise, Assessment)):
            continue
        follows = [unit.after] if isinstance(unit, Exercise) else unit.after
        sessions = [place[one] for one in follows if one in place]
        if not sessions and elsewhere.intersection(follows):
            continue
        if name in taken if taken else sessions:
            found.setdefault(max(sessions, key=order.index, default=""), []).append(unit)
    return found


def _line(session: Session, units: Mapping[str, AnyUnit], extras: list[AnyUnit]) -> Line:
    modules = [unit for unit in _taught(session, units) if isinstance(unit, Module)]
    line = Line(
        session.title,
        when=session.when,
        together=session.minutes,
        before=sum(one.before.minutes for one in modules if one.before),
        after=sum(one.after.minutes for one in modules if one.after),
        planned=sum(part.minutes or 0 for part in session.parts if part.planned),
    )
    return _with_extras(line, extras)


def _with_extras(line: Line, extras: list[AnyUnit]) -> Line:
    exercises = [one for one in extras if isinstance(one, Exercise)]
    assessments = [one for one in extras if isinstance(one, Assessment)]
    return Line(
        line.title,
        line.when,
        line.together,
        line.before,
        line.after,
        sum(one.minutes for one in exercises),
        sum(one.minutes for one in assessments),
        line.planned,
        [one.title for one in exercises],
        [one.title for one in assessments],
    )


def _sum(lines: Iterable[Line]) -> Line:
    parts = ("together", "before", "after", "practice", "sitting", "planned")
    kept = list(lines)
    return Line("", **{part: sum(getattr(line, part) for line in kept) for part in parts})


def _phases(
    strand: Strand, units: Mapping[str, AnyUnit], extras: Mapping[str, list[AnyUnit]]
) -> list[tuple[str, int]]:
    """Phase to minutes in the order in which they are met; an exercise is of the phase of its module."""
    minutes: dict[str, int] = {}
    for session in strand.sessions:
        for unit in _taught(session, units):
            own = [getattr(unit, name, None) for name in ("before", "after")]
            study = sum(part.minutes for part in own if part) if isinstance(unit, Module) else 0
            _add(minutes, _phase(unit, units), unit.minutes + study)
        _add(
            minutes,
            "",
            sum((part.pause or 0) + (part.minutes or 0) for part in session.parts if not part.unit),
        )
    for unit in (one for found in extras.values() for one in found):
        _add(minutes, _phase(unit, units), unit.minutes)
    return sorted((pair for pair in minutes.items() if pair[1]), key=lambda pair: (not pair[0], pair[0]))


def _add(minutes: dict[str, int], phase: str, more: int) -> None:
    minutes[phase] = minutes.get(phase, 0) + more


def _phase(unit: AnyUnit, units: Mapping[str, AnyUnit]) -> str:
    if isinstance(unit, Exercise):
        return getattr(units.get(unit.after), "phase", "")
    return unit.phase
