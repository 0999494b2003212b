"""What a request may carry: typed, bounded, strict."""
