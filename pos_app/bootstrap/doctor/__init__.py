"""What `tillbridge doctor` looks at: each module one part of a terminal, read and never changed."""
