package import Filing

/// A court's number for a registered filing, such as `103/2026/000001`: court, year in Asia/Baku, sequence without gaps.
package struct RegistrationNumber: Sendable, Hashable, CustomStringConvertible {
  package let court: CourtCode
  package let year: Int
  package let sequence: Int

  init(court: CourtCode, year: Int, sequence: Int) {
    self.court = court
    self.year = year
    self.sequence = sequence
  }

  /// Reads the printed form; leading zeros of the sequence may be left out.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, let court = CourtCode(String(parts[0])), parts[1].utf8.count == 4,
      (1...18).contains(parts[2].utf8.count),
      parts.allSatisfy({ $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }),
      let year = Int(parts[1]), let sequence = Int(parts[2]), sequence > 0
    else { return nil }
    self.init(court: court, year: year, sequence: sequence)
  }

  package var description: String {
    let digits = String(sequence)
    return "\(court.text)/\(year)/\(String(repeating: "0", count: max(0, 6 - digits.count)))\(digits)"
  }
}
