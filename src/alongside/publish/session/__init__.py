"""Everything for one session on paper: data for the template `session.typ`, piece by piece."""
