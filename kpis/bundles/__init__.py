"""Bundles: a contract as a folder of CSV files, read whole or refused whole, and written without loss."""
