"""What something costs, without selling it."""
