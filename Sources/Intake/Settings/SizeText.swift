/// Sizes as settings write them: a whole number and a unit. `KB`, `MB`, `GB` are powers of 1000, `KiB`, `MiB`, `GiB` of
/// 1024 (IEC 80000-13).
enum SizeText {
  private static let units: [(name: String, octets: Int64)] = [
    ("B", 1), ("KB", 1000), ("KiB", 1 << 10), ("MB", 1_000_000), ("MiB", 1 << 20), ("GB", 1_000_000_000),
    ("GiB", 1 << 30), ("TB", 1_000_000_000_000), ("TiB", 1 << 40),
  ]

  /// In octets. Nil for anything else; never rounded.
  static func octets(_ text: String) -> Int64? {
    guard let (number, unit) = NumberWithUnit.parts(of: text),
      let factor = units.first(where: { $0.name == unit })?.octets
    else { return nil }
    let (octets, overflow) = number.multipliedReportingOverflow(by: factor)
    return overflow ? nil : octets
  }

  /// In the largest unit that says it exactly.
  static func text(of octets: Int64) -> String {
    let unit = units.last { octets.isMultiple(of: $0.octets) && octets >= $0.octets }
    return unit.map { "\(octets / $0.octets)\($0.name)" } ?? "0B"
  }
}
