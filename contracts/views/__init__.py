"""Pages about who may do what on a contract, and about how it is governed."""
