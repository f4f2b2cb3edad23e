"""The desk: a small web page over the use cases."""
