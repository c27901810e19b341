"""Opening the files people bring: a path in, plain facts or a BadFile out."""
