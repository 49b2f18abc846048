"""Pages that read the record."""
