"""A camera as a scanner: frames, decoders, and the guards against codes that are not there."""
