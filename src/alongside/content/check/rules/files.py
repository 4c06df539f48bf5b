"""Can every file be read as its author meant it?"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from alongside.content.check.curriculum import Curriculum
from alongside.content.check.files import TextFile
from alongside.content.check.finding import Finding
from alongside.content.check.rule import Rule
from alongside.strings import _

_BOOL, _INT, _FLOAT = ("tag:yaml.org,2002:" + name for name in ("bool", "int", "float"))
_ODD_NUMBER = re.compile(r"[-+]?(\d[\d_]*(:[0-5]?\d)+(\.\d*)?|0\d+)\Z")


class Readable(Rule):
    """Every file can be read."""

    code = "C001"
    name = "readable"
    description = "Every file is UTF-8 text, and valid YAML or a notebook of format 4."

    def check(self, content: Curriculum) -> Iterator[Finding]:
        """Yield a finding for each file that is not what its name says."""
        data: list[TextFile] = [file for file, _shape in content.yaml_files.values()]
        texts = [*content.notes.values(), *content.handbook_texts.values()]
        for file in [*data, *content.notebooks.values(), *texts]:
            if file.problem:
                yield self.at(file, file.problem.line, file.problem.what, _("correct the file by hand"))


class NodeRule(Rule):
    """A rule that looks at every node of every YAML file."""

    def check(self, content: Curriculum) -> Iterator[Finding]:
        """Yield the findings of every node, in order."""
        for file, _shape in content.yaml_files.values():
            for node in _walk(file.node):
                yield from self.check_node(file, node)

    def check_node(self, file: TextFile, node: yaml.Node) -> Iterator[Finding]:
        """Yield every breach of this rule in one node."""
        raise NotImplementedError


def _walk(node: yaml.Node | None) -> Iterator[yaml.Node]:
    if node is None:
        return
    yield node
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield key
            yield from _walk(value)
    elif isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            yield from _walk(entry)


class DuplicateKeys(NodeRule):
    """A field stands once."""

    code = "C002"
    name = "duplicate-field"
    description = "No field stands twice in one entry: YAML would keep the last one and say nothing."

    def check_node(self, file: TextFile, node: yaml.Node) -> Iterator[Finding]:
        """Yield a finding at each second field of the same name."""
        if not isinstance(node, yaml.MappingNode):
            return
        first: dict[str, int] = {}
        for key, _value in node.value:
            line = key.start_mark.line + 1
            if str(key.value) in first:
                what = _("the field {name} stands here again, first in line {line}")
                yield self.at(
                    file,
                    line,
                    what.format(name=key.value, line=first[str(key.value)]),
                    _("keep one of the two"),
                )
            first.setdefault(str(key.value), line)


class OddBooleans(NodeRule):
    """True and false are spelt out."""

    code = "C003"
    name = "yes-no"
    description = (
        "Yes and no are written true and false, or in quotation marks where the word itself is meant."
    )

    def check_node(self, file: TextFile, node: yaml.Node) -> Iterator[Finding]:
        """Yield a finding for each word that YAML 1.1 takes for true or false."""
        if node.tag == _BOOL and str(node.value).lower() not in {"true", "false"}:
            what = _("{word} is read as {value}").format(
                word=node.value, value="true" if str(node.value).lower() in {"yes", "on", "y"} else "false"
            )
            yield self.at(
                file,
                node.start_mark.line + 1,
                what,
                _("write true or false, or put the word in quotation marks"),
            )


class OddNumbers(NodeRule):
    """Numbers are what they look like."""

    code = "C004"
    name = "odd-number"
    description = "No number that YAML reads as another one: 10:30 becomes 630, and 010 becomes 8."

    def check_node(self, file: TextFile, node: yaml.Node) -> Iterator[Finding]:
        """Yield a finding for each number in sixties or in eights."""
        if node.tag in {_INT, _FLOAT} and _ODD_NUMBER.match(str(node.value)):
            what = _("{word} is read as another number").format(word=node.value)
            yield self.at(file, node.start_mark.line + 1, what, _("put it in quotation marks"))
