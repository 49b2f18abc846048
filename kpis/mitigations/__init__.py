"""Mitigations: what is asked for, what stands against it, what it would do, and what their pages show."""
