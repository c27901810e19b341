"""The only module that knows ReportLab."""
