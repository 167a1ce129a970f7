"""What depends on the machine: sound."""
