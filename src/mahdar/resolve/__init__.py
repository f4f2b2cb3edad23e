"""Mentions to one record, pass by pass, a file each; nothing but this layer makes items."""

from mahdar.resolve.assembly import candidates, resolve

__all__ = ["candidates", "resolve"]
