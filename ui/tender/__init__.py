"""Payment: tenders, the card recorded by hand, and the change due."""
