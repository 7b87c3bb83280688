package import Filing

/// A file that no scanner of ours would write, and what is said of it.
package struct HostileScan: Sendable, CustomStringConvertible {
  package let name: String
  package let octets: [UInt8]
  /// One of these at least.
  package let codes: Set<FindingCode>

  /// Programs end over it at their limits, and not before.
  package private(set) var isBomb = false

  package var description: String { name }

  init(_ name: String, _ octets: [UInt8], _ codes: FindingCode...) {
    (self.name, self.octets, self.codes) = (name, octets, Set(codes))
  }

  package static let all: [HostileScan] =
    activePDFs + brokenPDFs + bombPDFs + coarsePDFs + brokenTIFFs + packedTIFFs + jpegs + impostors

  /// What costs far more to look at than it has octets.
  static func bomb(_ name: String, _ octets: [UInt8]) -> HostileScan {
    var scan = HostileScan(name, octets, .scanLimitExceeded, .scanFileBroken, .scanPageUnreadable)
    scan.isBomb = true
    return scan
  }

  /// Whether it is told of, and goes on all the same: it shows nothing, or shows it otherwise.
  package var isHarmless: Bool { codes.isSubset(of: [.scanPageBlank, .scanFontMissing]) }

  static func replaced(_ octets: [UInt8], _ old: String, _ new: String) -> [UInt8] {
    // One octet a character, so that the places in the file stay what they are.
    let text = String(String.UnicodeScalarView(octets.map { Unicode.Scalar($0) }))
    return text.replacing(old, with: new).unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
  }
}
