"""The rules that the curriculum keeps, and what `alongside check` does with them."""
