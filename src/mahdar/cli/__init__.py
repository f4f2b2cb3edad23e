"""The command line: words over the use cases."""

from __future__ import annotations


def main() -> None:
    """Run `mahdar`; the entry point of the console script."""
    from mahdar.cli.commands import app

    app()
