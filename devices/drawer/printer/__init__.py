"""Cash drawer on the plug of another network printer."""
