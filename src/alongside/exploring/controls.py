"""Stock controls over a needs audit: a country, a sector, the smallest group; below them what they show.

Everything is computed in the kernel when a control changes. Nothing that is chosen is kept anywhere.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ipywidgets import HTML, Dropdown, IntSlider, VBox

from alongside import paths
from alongside.content.load import find_unit, read_yaml, unit_folders
from alongside.errors import ContentError
from alongside.exploring.audit import FEWEST, Audit, read
from alongside.exploring.tables import html, reading
from alongside.model.exploring import Exploration
from alongside.model.framework import Instrument
from alongside.strings import _

PROMISED = 8
"""What the instrument promises the people who answer; the slider begins there."""
MOST = 20


class Explorer(VBox):
    """Three controls and the tables of what they choose; without a front end, the tables of the whole."""

    def __init__(self, audit: Audit) -> None:
        self._audit = audit
        self._country = _dropdown(_("Country"), _("all three"), audit.invited["country"].unique())
        self._sector = _dropdown(_("Sector"), _("all sectors"), audit.invited["sector"].unique())
        self._fewest = IntSlider(
            value=PROMISED,
            min=FEWEST,
            max=MOST,
            description=_("Smallest group told"),
            style={"description_width": "initial"},
            continuous_update=False,
        )
        self._plain = self._tables()
        self._shown = HTML(self._plain)
        controls = [self._country, self._sector, self._fewest]
        for control in controls:
            control.observe(self._choose, "value")
        super().__init__([*controls, self._shown])
        self.add_class("alo-card")  # by which the kit's pages know that a call has drawn what it shows

    def _choose(self, _change: Any) -> None:
        self._shown.value = self._tables()

    def _tables(self) -> str:
        country, sector, fewest = self._country.value, self._sector.value, self._fewest.value
        return html(reading(self._audit, country, sector, fewest), fewest)

    def _repr_mimebundle_(self, **wanted: Any) -> dict[str, Any]:
        return {**super()._repr_mimebundle_(**wanted), "text/html": self._plain}

    def close(self) -> None:
        """Close the controls too: a page that went away leaves nothing in the kernel."""
        for child in self.children:
            child.layout.close()
            child.close()
        super().close()


def _dropdown(label: str, every: str, names: Any) -> Dropdown:
    options = [(every, ""), *((str(name), str(name)) for name in names)]
    return Dropdown(options=options, value="", description=label, style={"description_width": "initial"})


def explorer(exploration_id: str, here: Path) -> Explorer:
    """Return the controls of an exploration; ContentError where the id or a file of it is not there."""
    return Explorer(audit_of(exploration_id, here))


def audit_of(exploration_id: str, here: Path) -> Audit:
    """Return the data of an exploration, with the domains of the kit's instrument of that name."""
    unit, _folder = find_unit(exploration_id, here)
    known: list[Exploration] = getattr(unit, "explorations", [])
    found = next((one for one in known if one.id == exploration_id), None)
    if found is None:
        raise ContentError(f"{unit.id} has no exploration {exploration_id}", do="Check the id in the cell.")
    instrument = paths.content_root() / "assessments" / "instruments" / f"{found.kind}.yaml"
    files = [_file(name, unit.id, here) for name in (found.answers, found.invited)]
    return read(*files, read_yaml(instrument, Instrument))


def _file(name: str, unit_id: str, here: Path) -> Path:
    """A file beside the notebook comes first: a trainer's own edition may have data of its own."""
    own = here / Path(name).name
    folder = unit_folders(paths.content_root()).get(unit_id, here)
    return own if own.is_file() else folder / Path(name).name
