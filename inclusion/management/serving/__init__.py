"""One foreground process that keeps the whole demo going: `manage.py serve`, which `make run` starts."""
