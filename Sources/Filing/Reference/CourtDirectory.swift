/// A court that registers filings.
public struct Court: Sendable, Hashable {
  public let code: CourtCode
  public let nameInAzerbaijani: String
  public let nameInEnglish: String
  /// SHA-256 fingerprints of the certificates with which this court seals scan batches.
  public let seals: Set<ContentHash>
  /// FİN of those whose signatures send documents for this court, beside its seals.
  public let officers: Set<PersonalNumber>

  public init(
    code: CourtCode, nameInAzerbaijani: String, nameInEnglish: String, seals: Set<ContentHash> = [],
    officers: Set<PersonalNumber> = []
  ) {
    self.code = code
    self.nameInAzerbaijani = nameInAzerbaijani
    self.nameInEnglish = nameInEnglish
    self.seals = seals
    self.officers = officers
  }
}

/// The courts of this installation, by code.
public struct CourtDirectory: Sendable {
  private let courts: [CourtCode: Court]

  public init(_ courts: [Court]) {
    self.courts = Dictionary(courts.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
  }

  public subscript(code: CourtCode) -> Court? { courts[code] }
  public var codes: [CourtCode] { courts.keys.sorted() }
  public var all: [Court] { courts.values.sorted { $0.code < $1.code } }
}
