"""Where to hold the next sessions, so that most of those still to reach can walk there."""
