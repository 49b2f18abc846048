"""What people type about a contract and how it is governed, checked before it goes any further."""
