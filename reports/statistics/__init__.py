"""Published figures: what a table says, checked, and kept as one release."""
