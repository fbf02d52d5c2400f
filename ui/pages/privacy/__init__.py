"""個資小幫手: what a customer may ask of their data, and what the law asks of the shop."""
