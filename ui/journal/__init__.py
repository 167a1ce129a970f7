"""Today's journal: what happened, reprint and post-void."""
