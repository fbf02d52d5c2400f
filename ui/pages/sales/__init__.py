"""The page of sales: what was sold, what is on order, what was paid, and who still owes."""
