"""Real processes under kill -9: tills, hub workers, PostgreSQL, a line that loses answers (docs/chaos.md)."""
