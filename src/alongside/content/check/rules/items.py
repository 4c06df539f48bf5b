"""Are checked items sound: formative ones with answers and reasons, graded ones with a key apart?"""

from __future__ import annotations

from collections.abc import Iterator

from alongside.content.check.curriculum import Curriculum, UnitFiles
from alongside.content.check.files import YamlFile
from alongside.content.check.finding import Finding
from alongside.content.check.rule import UnitRule
from alongside.model.key import Key, KeyItem
from alongside.model.kinds import Check, Reflection, Sort
from alongside.model.kinds.reflection import Criterion
from alongside.strings import _

_ANSWER_FIELD = {"single": "right", "multiple": "right", "match": "pairs", "order": "order"}


class FormativeItems(UnitRule):
    """Formative items teach."""

    code = "C401"
    name = "formative"
    description = (
        "A formative check has an answer that fits its form; each option, and each card, gives a reason."
    )
    tag = "policy"

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield findings for answers that are missing or too many, and for each missing reason."""
        if files.kind == "assessment":
            return
        for n, response in files.responses():
            place = ("responses", n)
            if isinstance(response, Check):
                yield from self._answer(files.data, place, response)
                parts, name = response.options, "options"
            elif isinstance(response, Sort):
                parts, name = response.cards, "cards"
            else:
                continue
            for k, part in enumerate(parts):
                line = files.data.line(*place, name, k, "id")
                where = f"{response.id} {part.id}"
                if not part.reason.strip():
                    yield self.at(
                        files.data, line, _("{id} gives no reason").format(id=where), _("write one")
                    )
                if name == "cards" and not part.best:
                    what = _("{id} has no group where it may lie").format(id=where)
                    yield self.at(files.data, line, what, _("name it under best"))

    def _answer(self, file: YamlFile, place: tuple[object, ...], check: Check) -> Iterator[Finding]:
        right = [option.id for option in check.options if option.right]
        line = file.line(*place, "id")
        if check.points:
            what = _("{id} has points, which only graded checks have").format(id=check.id)
            yield self.at(file, line, what, _("take out points"))
        for wrong in _wrong_answer(check, right):
            yield self.at(file, line, wrong.format(id=check.id), _("correct the options"))


def _wrong_answer(check: Check, right: list[str]) -> Iterator[str]:
    if check.form == "single" and len(right) != 1:
        yield _("{id} asks for one option and does not have exactly one right")
    if check.form == "multiple" and not 0 < len(right) < len(check.options):
        yield _("{id} has no right option, or no wrong one")
    if check.form in {"match", "order"} and right:
        yield _("{id} is answered in another way than by a right option")
    if check.form == "match" and not all(option.target for option in check.options):
        yield _("{id} has an option without a target")
    if check.form == "order" and len(check.order) < 2:
        yield _("{id} has no order")
    if check.form == "order" and not check.spare and len(check.order) < len(check.options):
        yield _("{id} leaves options out of its order and offers no place for them (spare: true)")


class GradedItems(UnitRule):
    """Graded items keep their answers elsewhere."""

    code = "C402"
    name = "graded"
    description = "A graded item has points and no answer, reason or order, and its session has a key."
    tag = "privacy"

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield findings for answers in the session's file, items without points, and a missing key."""
        if files.kind != "assessment":
            return
        for n, response in files.responses():
            line = files.data.line("responses", n, "id")
            if isinstance(response, Check):
                told = _told(response)
                if told:
                    what = _("{id} gives {fields} away").format(id=response.id, fields=", ".join(told))
                    yield self.at(files.data, line, what, _("move it to assessments/keys"))
                if response.points <= 0:
                    what = _("{id} has no points").format(id=response.id)
                    yield self.at(files.data, line, what, _("give it points"))
            elif not isinstance(response, Reflection) or not response.criteria:
                what = _("{id} cannot be marked").format(id=response.id)
                yield self.at(files.data, line, what, _("use a check with points, or a text with criteria"))
        if _has_keys(content) and f"assessments/keys/{files.unit.id}.yaml" not in content.yaml_files:
            what = _("the session {id} has no key").format(id=files.unit.id)
            yield self.at(
                files.data,
                files.data.line("id"),
                what,
                _("write assessments/keys/{id}.yaml").format(id=files.unit.id),
            )


def _told(check: Check) -> list[str]:
    fields = [name for name in ("order", "explain") if getattr(check, name)]
    return fields + [n for n in ("right", "target", "reason") if any(getattr(o, n) for o in check.options)]


def _has_keys(content: Curriculum) -> bool:
    """Say whether keys belong here: an installed kit and a workspace have none."""
    return (content.root / "assessments" / "keys").is_dir()


class KeyFits(UnitRule):
    """The key fits its session."""

    code = "C403"
    name = "key"
    description = (
        "A key has each graded item with its points, an answer of its form and reasons, and each task."
    )

    def check_unit(self, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        """Yield findings for what key and session do not agree on."""
        if files.kind != "assessment" or files.unit.id not in content.keys:
            return
        key, file = content.keys[files.unit.id]
        checks = {one.id: one for one in files.unit.responses if isinstance(one, Check)}
        tasks = judged_in(files)
        yield from self._same(file, "items", [item.id for item in key.items], list(checks))
        yield from self._same(file, "tasks", [task.id for task in key.tasks], list(tasks))
        for n, item in enumerate(key.items):
            if item.id in checks:
                for wrong in _wrong_key(item, checks[item.id]):
                    line = file.line("items", n, "id")
                    yield self.at(file, line, f"{item.id}: {wrong}", _("make key and session agree"))
        yield from self._outcomes(key, file, files, content)
        for n, task in enumerate(key.tasks):
            if task.id in tasks:
                given = [criterion.id for criterion in task.criteria]
                wanted = [criterion.id for criterion in tasks[task.id]]
                if given != wanted or any(
                    [lv.level for lv in c.levels] != [0, 1, 2, 3] for c in task.criteria
                ):
                    what = _("{id}: not each criterion of the session once, with levels 0 to 3").format(
                        id=task.id
                    )
                    yield self.at(file, file.line("tasks", n, "id"), what, _("make key and session agree"))

    def _same(self, file: YamlFile, name: str, given: list[str], wanted: list[str]) -> Iterator[Finding]:
        for one in wanted:
            if one not in given:
                what = _("the key has no {id}").format(id=one)
                yield self.at(file, file.line(name), what, _("add it"))
        for n, one in enumerate(given):
            if one not in wanted:
                what = _("the session has no {id}").format(id=one)
                yield self.at(file, file.line(name, n, "id"), what, _("correct the id"))

    def _outcomes(self, key: Key, file: YamlFile, files: UnitFiles, content: Curriculum) -> Iterator[Finding]:
        if set(files.unit.after) & content.unreadable:
            return
        before = [content.by_id[unit].unit for unit in files.unit.after if unit in content.by_id]
        known = {outcome.id for unit in (files.unit, *before) for outcome in unit.outcomes}
        for n, item in enumerate(key.items):
            for k, name in enumerate(item.outcomes):
                if name not in known:
                    what = _("there is no outcome {id} in the session or the units before it").format(id=name)
                    yield self.at(file, file.line("items", n, "outcomes", k), what, _("correct the id"))


def judged_in(files: UnitFiles) -> dict[str, list[Criterion]]:
    """Return the criteria of everything that people judge at levels: tasks, then observations."""
    tasks = {one.id: one.criteria for one in files.unit.responses if isinstance(one, Reflection)}
    return tasks | {one.id: one.criteria for one in getattr(files.unit, "observations", [])}


def _wrong_key(item: KeyItem, check: Check) -> Iterator[str]:
    options, targets = {o.id for o in check.options}, {t.id for t in check.targets}
    field = _ANSWER_FIELD[check.form]
    given = [name for name in ("right", "pairs", "order") if getattr(item, name)]
    if item.points != check.points:
        yield _("{key} points in the key, {session} in the session").format(
            key=item.points, session=check.points
        )
    if given != [field]:
        yield _("a {form} check is answered by {field}").format(form=check.form, field=field)
    if check.form == "single" and len(item.right) > 1:
        yield _("more than one right option")
    if check.form == "match" and set(item.pairs) != options:
        yield _("an option has no pair")
    if not {*item.right, *item.pairs, *item.order} <= options or not {*item.pairs.values()} <= targets:
        yield _("names options or targets that the session does not have")
    if set(item.reasons) != options:
        yield _("not one reason for each option")
