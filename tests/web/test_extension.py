"""What the server does once, when it starts."""

from __future__ import annotations

import asyncio
import gc

from alongside.web.extension import AlongsideExtension


def test_what_the_server_has_loaded_is_not_searched_for_garbage_at_every_few_pages():
    extension = AlongsideExtension()
    extension.settings = {"alongside_workspace": None}
    try:
        asyncio.run(extension._start_jupyter_server_extension(None))
        assert gc.get_freeze_count() > 10_000
    finally:
        gc.unfreeze()
