"""Pages anyone may open: finding a session."""
