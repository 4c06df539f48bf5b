"""Erasing one answer or everything that I wrote, after a second question."""

from __future__ import annotations

from pathlib import Path

from tornado.web import HTTPError

from alongside.errors import AnswersError
from alongside.responses.comments import erase_comments
from alongside.responses.erase import Erased, erase_entry, erase_everything
from alongside.responses.showing import withdraw_all
from alongside.strings import _
from alongside.web.desk.drawn import draw
from alongside.web.desk.journal import Asked
from alongside.web.desk.words import WordsPage
from alongside.web.desk.written import find_written


class ErasePage(WordsPage):
    """Asks whether it is meant, then erases."""

    async def get(self) -> None:
        """Show what would go."""
        response_id = self.get_query_argument("id", "")
        found = await self.work(find_written, self.root, response_id) if response_id else []
        if response_id and not found:
            raise HTTPError(404, reason=_("There is no such answer here; it may have been erased already."))
        whole = [draw(piece, Asked(only=response_id)) for piece in found]
        self.draw("erase.html", part="learn", response_id=response_id, found=whole)

    async def post(self) -> None:
        """Erase, then name what was handed in before and so lies elsewhere."""
        response_id = self.get_body_argument("id", "")
        if self.get_body_argument("sure", "") != "yes":
            raise HTTPError(400, reason=_("Nothing was erased: the box was not ticked."))
        erased = await self.work(_erase, self.root, self.root / self.workspace.exchange, response_id)
        await self.show(erased=erased, erased_id=response_id)


def _erase(root: Path, exchange: Path, response_id: str) -> Erased:
    """What was shown of it is withdrawn first: once the record is gone, nobody could find the copies."""
    if response_id and not find_written(root, response_id):
        raise HTTPError(404, reason=_("There is no such answer here; it may have been erased already."))
    left = _not_taken_back(root, exchange, response_id)
    erased = erase_entry(root, response_id) if response_id else erase_everything(root)
    erased.left[:0] = left
    return erased


def _not_taken_back(root: Path, exchange: Path, response_id: str) -> list[str]:
    """Take back what lies in the exchange; return a sentence for each thing that may lie there still."""
    problems = []
    try:
        withdraw_all(root, exchange, response_id)
    except AnswersError as err:
        problems.append(
            _("A copy that you showed may lie in the exchange folder still: {why}").format(why=err)
        )
    try:
        if not response_id:
            erase_comments(root, exchange)
    except AnswersError as err:
        problems.append(_("A comment of yours may lie in the exchange folder still: {why}").format(why=err))
    return problems
