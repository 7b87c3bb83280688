import Filing
import FilingStore

/// Who files, against whom, in which court: a few of each do much, most do little.
struct Population {
  /// Files one in twenty of all filings.
  static let bank = organisation(1)
  static let courts = (0..<90).map { number -> CourtCode in
    guard let court = CourtCode("\(101 + number)") else { preconditionFailure("three digits") }
    return court
  }

  /// How many people there are; a hundredth as many organisations.
  let people: Int

  private static let surnames = [
    "Əliyev", "Məmmədov", "Hüseynov", "İsmayılov", "Quliyev", "Şükürov", "Çələbiyev", "Öməroğlu", "Ülviyeva", "Ağayev",
    "Rzayeva", "Kərimli", "Nəbiyeva", "Səfərov", "Hacızadə", "Xəlilov", "Vəliyeva", "Tağıyev", "Bağırova", "Zeynallı",
  ]
  private static let givenNames = [
    "Aysel", "Günel", "Rəşad", "İlqar", "Çingiz", "Şahin", "Ülkər", "Elçin", "Nigar", "Orxan", "Pərvin", "Toğrul",
    "Zəhra", "Kamran", "Fidan", "Murad",
  ]

  static func organisation(_ number: Int) -> EntryParty {
    let name = ["Nümunə", "Xəzər", "Gəncə", "Abşeron", "İpək Yolu", "Şirvan"][number % 6]
    let text = String(String(10_000_000 + number).suffix(8))
    return EntryParty(
      number: .organisation(tax("1\(text)1")), name: "\(name) \(number == 1 ? "Bank ASC" : "Ticarət \(number) MMC")")
  }

  static func person(_ number: Int) -> EntryParty {
    // Seven signs; no I and no O.
    let signs = Array("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ")
    var (rest, text) = (number, "")
    for _ in 0..<6 {
      text.append(signs[rest % signs.count])
      rest /= signs.count
    }
    guard let fin = PersonalNumber("5\(text)") else { preconditionFailure("no FIN: \(text)") }
    return EntryParty(
      number: .person(fin),
      name: "\(surnames[number % surnames.count]) \(givenNames[number / surnames.count % givenNames.count])")
  }

  private static func tax(_ text: String) -> TaxNumber {
    guard let number = TaxNumber(text) else { preconditionFailure("no VOEN: \(text)") }
    return number
  }

  func filer(by chance: inout Chance) -> EntryParty {
    chance.isOne(of: 50) ? Self.bank : anyone(by: &chance)
  }

  /// One whom chance makes meet the same few often: the product of two numbers is mostly small.
  func anyone(by chance: inout Chance) -> EntryParty {
    if chance.isOne(of: 300) { return Self.organisation(2 + skewed(max(people / 100, 2), by: &chance)) }
    return Self.person(skewed(people, by: &chance))
  }

  func court(by chance: inout Chance) -> CourtCode { Self.courts[skewed(Self.courts.count, by: &chance)] }

  private func skewed(_ bound: Int, by chance: inout Chance) -> Int {
    chance.below(bound) * chance.below(bound) / bound
  }
}

/// A party as entries name it.
struct EntryParty {
  let number: PartyNumber
  let name: String

  func participant(_ role: String, _ standing: EntryParticipant.Standing) -> EntryParticipant {
    switch number {
    case .person(let fin):
      EntryParticipant(role: role, standing: standing, kind: .person, fin: fin.text, voen: nil, name: name)
    case .organisation(let voen):
      EntryParticipant(role: role, standing: standing, kind: .organisation, fin: nil, voen: voen.text, name: name)
    }
  }
}
