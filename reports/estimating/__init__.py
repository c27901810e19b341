"""Working out estimates from what is stored, and keeping them. The sums themselves are in `reports.estimate`."""
