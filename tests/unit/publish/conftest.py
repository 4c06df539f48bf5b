from courses import course, released  # noqa: F401
