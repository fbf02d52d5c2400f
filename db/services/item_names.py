"""What an item is called wherever it is named: as the product, with its specification where several share a name."""

from typing import Final

CALLED: Final = (  # of `item i LEFT JOIN product p ON p.id = i.product`
    "CASE WHEN p.id IS NULL THEN i.name"
    " WHEN EXISTS (SELECT 1 FROM item o WHERE o.normal = i.normal AND o.id <> i.id)"
    " THEN trim(p.name || ' ' || coalesce(nullif(p.spec, ''), p.code)) ELSE p.name END"
)
