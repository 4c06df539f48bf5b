from anchored import anchored  # noqa: F401
from courses import course, released  # noqa: F401
from databases import address, engine, postgresql  # noqa: F401
