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

  /// Reads `revokedCertificates`.
  /// - Returns: Beside the entries, why they must not be used, if so.
  static func read(
    _ list: DERElement, of octets: [UInt8], isVersion2: Bool
  ) throws(DERFault) -> (entries: RevocationEntries, unsupported: String?) {
    var table: [UInt64] = []
    // An entry has at least 20 octets.
    table.reserveCapacity(list.content.count / 20)
    var unsupported: String?
    var elements = list.elements
    while let element = try elements.next(octets) {
      let entry = try EncodedEntry(element, octets)
      guard isVersion2 || !entry.hasExtensions else { throw DERFault("an entry of a list of version 1 has extensions") }
      unsupported = unsupported ?? entry.unsupported
      table.append(UInt64(hash(octets[entry.serialNumber])) << 32 | UInt64(element.whole.lowerBound))
    }
    table.sort()
    return (RevocationEntries(octets: octets, table: table), unsupported)
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
      var elements = DERElements(in: Int(item & 0xFFFF_FFFF)..<octets.count)
      guard let element = try? elements.next(octets), let entry = try? EncodedEntry(element, octets),
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

  init(_ element: DERElement, _ octets: [UInt8]) throws(DERFault) {
    var fields = try element.expect(DERTag.sequence).elements
    let serial = try fields.next(DERTag.integer, "a serial number", octets).content
    guard !serial.isEmpty else { throw DERFault("a serial number is empty") }
    serialNumber = (octets[serial].firstIndex { $0 != 0 } ?? serial.upperBound)..<serial.upperBound
    guard let time = try fields.next(octets) else { throw DERFault("a time of revocation is missing") }
    let revocationDate = try Date(time, octets)
    var reason: RevocationReason?
    var invalidityDate: Date?
    let list = try fields.optional(DERTag.sequence, octets)
    try fields.finish("an entry")
    hasExtensions = list != nil
    if let list {
      var extensions = ListExtensions(list)
      while let item = try extensions.next(octets) {
        switch item.kind {
        case .reasonCode:
          let code = octets[try item.value.expect(DERTag.enumerated).content]
          guard code.count == 1, let value = code.first else { throw DERFault("a reason code cannot be read") }
          reason = RevocationReason(rawValue: Int(value))
        case .invalidityDate: invalidityDate = try Date(item.value, octets)
        case .certificateIssuer: unsupported = "it is an indirect list"
        default:
          guard item.isCritical else { continue }
          unsupported = "an entry has the critical extension \(item.type), which is unknown"
        }
      }
    }
    entry = RevocationEntry(revocationDate: revocationDate, reason: reason, invalidityDate: invalidityDate)
  }
}

extension DERTag {
  static let enumerated: UInt8 = 0x0A
}
