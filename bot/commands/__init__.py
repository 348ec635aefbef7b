"""What the commands of the program `darkroom` do, each a module of its own."""
