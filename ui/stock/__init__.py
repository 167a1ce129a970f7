"""Stock work: counts, deliveries, transfers and adjustments, all by the same two screens."""
