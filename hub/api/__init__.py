"""HTTP at the hub: the signed sync routes and the people's admin API."""
