"""The law on personal data as the program cites it: which article, and where everybody can read it.

None of it is legal advice; the sums and days are those of the articles named, read in the Laws & Regulations Database of the
Republic of China (law.moj.gov.tw).
"""

from dataclasses import dataclass
from typing import Final

from resources.i18n import N_, _

NOT_ADVICE: Final = N_("This page helps to keep order; it is not legal advice. In doubt ask a lawyer or the authority in charge.")
NO_TRANSFER: Final = N_(
    "The data does not leave this computer, nothing is sent across a border: the program opens no connection to a network, all of"
    " it stands in one file here. What you yourself hand out by LINE, mail or stick is not meant by this."
)
_NAMES: Final = {
    "act": N_("Personal Data Protection Act"),
    "rules": N_("Enforcement Rules of the Personal Data Protection Act"),
    "retail": N_("security rules for personal data in retail"),
    "accounting": N_("Business Entity Accounting Act"),
}
SOURCES: Final = (  # the law, and where it is read
    ("act", "law.moj.gov.tw/LawClass/LawAll.aspx?pcode=I0050021"),
    ("rules", "law.moj.gov.tw/LawClass/LawAll.aspx?pcode=I0050022"),
    ("accounting", "law.moj.gov.tw/LawClass/LawAll.aspx?pcode=J0080009"),
)


@dataclass(frozen=True, slots=True)
class Fine:
    """What one breach of duty costs; sums in New Taiwan dollars as the article has them."""

    what: str  # English id
    sums: str  # English id
    law: str
    article: str


FINES: Final = (
    Fine(N_("Used without a ground, or beyond its purpose (§19, §20)"), N_("NT$ 50,000 to 500,000 each time"), "act", "47"),
    Fine(
        N_("Asked to mend it and did not: notice, requests, refusals (§8 to §13, §20)"),
        N_("NT$ 20,000 to 200,000 each time"),
        "act",
        "48",
    ),
    Fine(
        N_("Data kept without due care (§27)"),
        N_("NT$ 20,000 to 2,000,000 at once; not mended, or serious: 150,000 to 15,000,000"),
        "act",
        "48",
    ),
    Fine(N_("Whoever represents the firm pays the same"), N_("the same sum again"), "act", "50"),
    Fine(
        N_("Damages where no loss can be proved"),
        N_("NT$ 500 to 20,000 for each person and event, 200 million together"),
        "act",
        "28、29",
    ),
    Fine(N_("On purpose, to gain or to harm"), N_("up to 5 years in prison"), "act", "41"),
)


def named(law: str) -> str:
    """What a law is called."""
    return _(_NAMES[law])


def article(law: str, number: str) -> str:
    """The article of a law in words: 個人資料保護法第 8 條; `number` may name several."""
    return _("{law}, article {number}").format(law=_(_NAMES[law]), number=number)
