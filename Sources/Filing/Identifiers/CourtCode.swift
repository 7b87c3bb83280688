/// The three digits by which case numbers and registration numbers name a court.
public struct CourtCode: Sendable, Hashable, Codable, Comparable {
  public let text: String

  public init?(_ text: String) {
    guard text.utf8.count == 3, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    self.text = text
  }

  public static func < (left: CourtCode, right: CourtCode) -> Bool { left.text < right.text }
}
