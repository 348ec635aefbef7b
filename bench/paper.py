"""`python -m bench.paper`: puts the table of results.json into docs/performance.md."""

from pathlib import Path

from bench import results, table

PAPER = Path(__file__).parents[1] / "docs" / "performance.md"
BEGIN, END = "<!-- results -->\n", "<!-- end of results -->\n"


def main() -> None:
    """Write the table of the last results."""
    told = results.read(results.PATH)
    lines = [*table.lines(told["figures"]), "", *table.runs(told)]
    PAPER.write_text(with_table(PAPER.read_text(), lines))


def with_table(paper: str, lines: list[str]) -> str:
    """The paper with this table in place of what is between its marks."""
    before, begin, rest = paper.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"the paper lacks {BEGIN.strip()} or {END.strip()}")
    shown = "\n".join(lines)
    return f"{before}{begin}\n```text\n{shown}\n```\n\n{end}{after}"


if __name__ == "__main__":
    main()
