"""Pages about wards and certificates."""
