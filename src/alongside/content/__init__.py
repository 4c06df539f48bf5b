"""Reading, checking and presenting the curriculum."""
