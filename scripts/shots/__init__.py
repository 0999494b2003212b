"""Pictures of every screen, taken by walking through the app as people do. Started by ./run shots."""
