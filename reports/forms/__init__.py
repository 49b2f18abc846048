"""What people type to write a report."""
