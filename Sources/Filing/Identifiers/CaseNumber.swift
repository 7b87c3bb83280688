/// A court's case number such as `2(103)-4336/2022`: kind of proceedings, court, sequence, year.
public struct CaseNumber: Sendable, Hashable {
  public let kind: Int
  public let court: CourtCode
  public let sequence: Int
  public let year: Int

  /// Nil unless the whole text has the form `kind(court)-sequence/year`: one digit from 1, three digits, up to eight
  /// digits and a year of this or the last century, without spaces and without leading zeros in kind and sequence.
  public init?(_ text: String) {
    // By octets: a regular expression takes a quarter of a millisecond for each number.
    let octets = Array(text.utf8)
    guard octets.count >= 13, octets[1] == UInt8(ascii: "("), octets[5] == UInt8(ascii: ")"),
      octets[6] == UInt8(ascii: "-"), octets[octets.count - 5] == UInt8(ascii: "/"),
      let kind = Self.number(octets[0..<1]), kind > 0,
      let court = CourtCode(String(decoding: octets[2..<5], as: UTF8.self)),
      octets[7] != UInt8(ascii: "0"), let sequence = Self.number(octets[7..<octets.count - 5]),
      let year = Self.number(octets.suffix(4)), (1900...2099).contains(year)
    else { return nil }
    (self.kind, self.court, self.sequence, self.year) = (kind, court, sequence, year)
  }

  private static func number(_ octets: ArraySlice<UInt8>) -> Int? {
    guard (1...8).contains(octets.count) else { return nil }
    return octets.reduce(Int?.some(0)) { number, octet in
      guard let number, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet) else { return nil }
      return number * 10 + Int(octet - UInt8(ascii: "0"))
    }
  }

  public var text: String { "\(kind)(\(court.text))-\(sequence)/\(year)" }
}
