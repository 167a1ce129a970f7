"""`tillbridge demo`: a whole shop on this machine; see `command` for what it starts."""
