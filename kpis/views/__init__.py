"""Pages of a contract's months."""
