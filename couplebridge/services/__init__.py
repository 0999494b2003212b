"""What the product does. No Flask here."""
