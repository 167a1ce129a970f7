"""Power cuts: real sales replayed over a disk that forgets what was not synced, at any moment."""
