"""Who stands at the till: signing in, locking, and which screen a person may see."""
