"""./run catalogues: every text of the product into its catalogues. Runs inside the project's environment."""
