"""The volunteer's pages, at /field/."""
