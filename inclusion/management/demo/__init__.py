"""A made-up programme to look at, the same every time."""
