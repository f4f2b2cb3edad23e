"""The use cases: what a command, a page or a program asks mahdar to do."""
