"""The ways out of selling: session, journal, prints, devices, sync, settings, lock, sign out."""
