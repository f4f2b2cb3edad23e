"""The learned reader: a small encoder that attaches scores to an Analysis. No weights are shipped yet."""
