"""The till session: opening float, cash that moves, X report, blind count and Z."""
