"""The rivals: what people would otherwise run, and the least that any program must
do."""
