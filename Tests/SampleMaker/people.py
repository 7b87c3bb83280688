"""The people and companies of the samples. All are invented; the numbers only have the right form."""

from __future__ import annotations

import datetime as dt

from demo_data import COURTS
from packages import Organisation, Party, Person
from pki import UTC, Authority, DemoTrust, name

AYSEL = Person("Nümunəyeva", "Aysel", "TEST0A1", patronymic="Demo qızı")
RASHAD = Person("Sınaqov", "Rəşad", "TEST0B2", patronymic="Demo oğlu")
LEYLA = Person("Misalzadə", "Leyla", "TEST0C3", patronymic="Demo qızı")
ELCHIN = Person("Örnəkli", "Elçin", "TEST0D4", patronymic="Demo oğlu")
GUNEL = Person("Vəkilzadə", "Günel", "TEST0E5", patronymic="Demo qızı")
DEBTOR = Person("Borclusoy", "Nəriman", "TEST0F6")
COMPANY = Organisation("Nümunə Ticarət MMC", "9990000011")
SUPPLIER = Organisation("Demo Təchizat MMC", "9990000031")
EMPLOYER = Organisation("Sınaq İstehsalat ASC", "9990000051")
BANK = Organisation("Nümunə Bank ASC", "9990000071")


def claimant(identity: Person | Organisation, role: str = "claimant") -> Party:
    return Party(role, identity, "Masallı şəhəri, Nümunə küçəsi 1")


def respondent(identity: Person | Organisation, role: str = "respondent") -> Party:
    return Party(role, identity, "Masallı şəhəri, Sınaq küçəsi 2")


class Cast:
    """The certificates of one run."""

    def __init__(self) -> None:
        trust = DemoTrust()
        self.trust = trust
        self.aysel = trust.id_card_holder(AYSEL.surname, AYSEL.given, AYSEL.fin)
        self.rashad = trust.asan_citizen(RASHAD.surname, RASHAD.given, RASHAD.fin)
        self.rashad_rsa = trust.asan_citizen(RASHAD.surname, RASHAD.given, RASHAD.fin, kind="RSA-2048")
        self.leyla = trust.e_imza_citizen(LEYLA.surname, LEYLA.given, LEYLA.fin)
        self.leyla_p384 = trust.e_imza_citizen(LEYLA.surname, LEYLA.given, LEYLA.fin, kind="P-384")
        self.elchin = trust.id_card_holder(ELCHIN.surname, ELCHIN.given, ELCHIN.fin)
        self.elchin_ed25519 = trust.id_card_holder(ELCHIN.surname, ELCHIN.given, ELCHIN.fin, kind="Ed25519")
        self.gunel = trust.asan_citizen(GUNEL.surname, GUNEL.given, GUNEL.fin)
        self.company = trust.e_imza_legal_person(COMPANY.name, COMPANY.voen)
        self.company_rsa = trust.e_imza_legal_person(COMPANY.name, COMPANY.voen, kind="RSA-2048")
        self.supplier = trust.asan_business(ELCHIN.surname, ELCHIN.given, ELCHIN.fin, SUPPLIER.name, SUPPLIER.voen)
        self.bank = trust.e_imza_legal_person(BANK.name, BANK.voen)
        self.court_103 = trust.court_seal(COURTS[1][1])
        self.court_103_rsa = trust.court_seal(COURTS[1][1], kind="RSA-2048")
        self.court_050 = trust.court_seal(COURTS[4][1])
        self.expired = trust.id_card_holder(
            AYSEL.surname,
            AYSEL.given,
            AYSEL.fin,
            valid=(dt.datetime(2020, 1, 1, tzinfo=UTC), dt.datetime(2022, 1, 1, tzinfo=UTC)),
        )
        serial = {"SURNAME": AYSEL.surname, "GIVEN_NAME": AYSEL.given, "SERIAL_NUMBER": f"PNOAZ-{AYSEL.fin}"}
        holder = name(f"{AYSEL.surname} {AYSEL.given}", **serial)
        stranger = Authority(name("Naməlum CA", "Siyahıda olmayan mərkəz"))
        self.unknown_issuer = stranger.issue(holder)
        # Same names as the demo's own CA, another key: a name proves nothing.
        impostor = Authority(trust.id_card.subject, Authority(trust.root.subject))
        self.impostor = impostor.issue(holder)

    def seals(self) -> dict[str, list[str]]:
        return {
            "103": [self.court_103.fingerprint, self.court_103_rsa.fingerprint],
            "050": [self.court_050.fingerprint],
        }
