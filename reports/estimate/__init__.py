"""How many adults cannot yet do the basic things online, ward by ward: a model, never a count. Arrays in, arrays out."""
