"""The shapes of every YAML and JSON file: frozen msgspec Structs that forbid unknown fields."""
