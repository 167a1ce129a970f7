"""A printer that is not there: TCP server, strict ESC/POS decoder, paper as text and PNG, faults."""
