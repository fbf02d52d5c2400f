"""The generic pieces every screen is made of."""
