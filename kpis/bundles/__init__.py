"""Bundles: a contract as a folder of CSV files, read whole or refused whole, and written without loss."""

REASON = "loaded from a bundle"
"""Why a row changed that a bundle brought, as history says it."""
