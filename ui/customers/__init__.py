"""Customers at the till: found, put on the sale, created and changed, and sent their receipt."""
