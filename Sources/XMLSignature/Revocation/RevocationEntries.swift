public import FoundationEssentials

/// What a list says of one certificate (RFC 5280 §5.3).
public struct RevocationEntry: Sendable, Hashable {
  public let revocationDate: Date
  public let reason: RevocationReason?
  /// From when on the certificate was perhaps misused already (RFC 5280 §5.3.2).
  public let invalidityDate: Date?

  /// From when on the certificate must not be trusted.
  var effective: Date { min(revocationDate, invalidityDate ?? revocationDate) }
}

/// The entries of a list, in its octets.
///
/// A table has the position of every entry beside 32 bits of its serial number's hash: eight octets an entry, sorted.
struct RevocationEntries: Sendable {
  private let octets: [UInt8]
  private let table: [UInt64]

  /// No entries.
  init() {
    octets = []
    table = []
  }

  /// Reads the content of `revokedCertificates`.
  /// - Returns: Beside the entries, why they must not be used, if so.
  static func read(
    _ cursor: DERCursor, isVersion2: Bool
  ) throws(RevocationDefect) -> (entries: RevocationEntries, unsupported: String?) {
    var cursor = cursor
    var table: [UInt64] = []
    // An entry has at least 20 octets.
    table.reserveCapacity(cursor.remaining / 20)
    var unsupported: String?
    while !cursor.isAtEnd {
      let element = try cursor.next(DERCursor.Tag.sequence, "entry")
      let entry = try EncodedEntry(element, in: cursor)
      guard isVersion2 || !entry.hasExtensions else {
        throw RevocationDefect("an entry of a version 1 list has extensions")
      }
      unsupported = unsupported ?? entry.unsupported
      table.append(UInt64(hash(cursor.octets[entry.serialNumber])) << 32 | UInt64(element.start))
    }
    table.sort()
    return (RevocationEntries(octets: cursor.octets, table: table), unsupported)
  }

  private init(octets: [UInt8], table: [UInt64]) {
    self.octets = octets
    self.table = table
  }

  var count: Int { table.count }

  /// - Returns: Where a number is listed more than once, the revocation that cannot be undone, and of those the earliest.
  func entry(for serialNumber: [UInt8]) -> RevocationEntry? {
    let key = UInt64(Self.hash(serialNumber[...])) << 32
    var found: RevocationEntry?
    for item in table[firstIndex(from: key)...] {
      guard item >> 32 == key >> 32 else { break }
      var cursor = DERCursor(octets, Int(item & 0xFFFF_FFFF)..<octets.count)
      guard let element = try? cursor.next(), let entry = try? EncodedEntry(element, in: cursor),
        octets[entry.serialNumber].elementsEqual(serialNumber)
      else { continue }
      found = found.map { Self.worse(of: $0, entry.entry) } ?? entry.entry
    }
    return found
  }

  private static func worse(of left: RevocationEntry, _ right: RevocationEntry) -> RevocationEntry {
    func rank(_ entry: RevocationEntry) -> Int {
      switch entry.reason {
      case .removeFromCRL: 2
      case .certificateHold: 1
      default: 0
      }
    }
    return (rank(left), left.effective) <= (rank(right), right.effective) ? left : right
  }

  private func firstIndex(from key: UInt64) -> Int {
    var (low, high) = (0, table.count)
    while low < high {
      let middle = (low + high) / 2
      if table[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// FNV-1a.
  private static func hash(_ octets: ArraySlice<UInt8>) -> UInt32 {
    var hash: UInt32 = 0x811C_9DC5
    for octet in octets { hash = (hash ^ UInt32(octet)) &* 0x0100_0193 }
    return hash
  }
}

/// One entry, read from its place.
private struct EncodedEntry {
  /// Without leading zeros.
  let serialNumber: Range<Int>
  let entry: RevocationEntry
  let hasExtensions: Bool
  private(set) var unsupported: String?

  init(_ element: DERCursor.Element, in list: DERCursor) throws(RevocationDefect) {
    var fields = list.inside(element)
    let serial = try fields.next(DERCursor.Tag.integer, "serial number").content
    guard !serial.isEmpty else { throw RevocationDefect("a serial number in it is empty") }
    var start = serial.lowerBound
    while start < serial.upperBound, list.octets[start] == 0 { start += 1 }
    serialNumber = start..<serial.upperBound
    let revocationDate = try fields.time(fields.next())
    var reason: RevocationReason?
    var invalidityDate: Date?
    let extensions = try fields.next(if: DERCursor.Tag.sequence)
    hasExtensions = extensions != nil
    if let extensions {
      var reader = ExtensionReader(list.inside(extensions))
      while let item = try reader.next() {
        var value = item.value
        switch item.type {
        case .reasonCode:
          let code = try value.next(DERCursor.Tag.enumerated, "reason code").content
          guard code.count == 1 else { throw RevocationDefect("a reason code in it is not one octet") }
          reason = RevocationReason(rawValue: Int(list.octets[code.lowerBound]))
          try value.finish()
        case .invalidityDate:
          invalidityDate = try value.time(value.next())
          try value.finish()
        case .certificateIssuer: unsupported = "it is an indirect list"
        default:
          if item.isCritical { unsupported = "an entry has the critical extension \(item.name), which is unknown" }
        }
      }
    }
    try fields.finish()
    entry = RevocationEntry(revocationDate: revocationDate, reason: reason, invalidityDate: invalidityDate)
  }
}
