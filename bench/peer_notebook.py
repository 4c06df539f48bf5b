"""The peer of the kit's pages: a unit as a notebook of the same texts and as many stock ipywidgets."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from alongside.content.load import find_unit, response_of
from alongside.content.shelf import notebook_name
from alongside.model.kinds import AnyResponse, Check, Rating, Sort
from alongside.publish.light import read_notebook

INPUTS = ".widget-textarea, .widget-radio"
"""What a stock input looks like on a page, in Notebook 7 and in Voila."""
PYTHON3 = {"name": "python3", "display_name": "Python 3", "language": "python"}


def write_peer(unit_id: str, path: Path) -> int:
    """Write the unit as a notebook of stock ipywidgets; return how many inputs it has."""
    unit, folder = find_unit(f"{unit_id}-x", Path("/"))
    notebook = read_notebook(folder / notebook_name(unit))
    responses = {response.id for response in unit.responses}
    cells, inputs = [new_code_cell("import ipywidgets as w")], 0
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            cells.append(new_markdown_cell("".join(cell["source"])))
        elif cell["id"] in responses:
            calls = controls(response_of(unit, cell["id"]))
            inputs += len(calls)
            cells.append(new_code_cell(f"w.VBox([{', '.join(calls)}])"))
    write_notebook(cells, path)
    return inputs


def write_notebook(cells: list[nbformat.NotebookNode], path: Path) -> None:
    """Write cells as a notebook for the stock kernel."""
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": PYTHON3}), path)


def controls(response: AnyResponse) -> list[str]:
    """Return a stock control for each thing that a person answers in `response`."""
    match response:
        case Rating():
            scale = [point.label for point in response.scale]
            return [radio(item.text, scale) for item in response.items]
        case Sort():
            return [radio(card.text, [group.title for group in response.groups]) for card in response.cards]
        case Check(form="single"):
            return [radio("", [option.text for option in response.options])]
        case Check():
            choices = [target.text for target in response.targets] or ["yes", "no"]
            return [radio(option.text, choices) for option in response.options]
    return ["w.Textarea(placeholder='Write here')"]


def radio(label: str, choices: list[str]) -> str:
    return f"w.RadioButtons(options={choices!r}, description={label!r})"
