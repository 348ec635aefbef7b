"""The commands of the program `darkroom`, each in a module of its own."""
