"""Large exports of an invented city: seeded, the same bytes on every machine."""
