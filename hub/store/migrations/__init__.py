"""Numbered changes of the hub's schema, applied in order by `hub.store.upgrade`."""
