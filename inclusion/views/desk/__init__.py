"""The coordinator's and the lead's rooms, at /desk/."""
