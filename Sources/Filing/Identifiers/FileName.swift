/// Which names a document's file may have: one that every system of the court can store and show as it is.
public enum FileName {
  /// In UTF-8 octets; what the usual file systems allow.
  public static let maximumLength = 255

  public static func isAcceptable(_ name: String) -> Bool {
    guard !name.isEmpty, name.utf8.count <= maximumLength, !name.hasPrefix("."), !name.hasSuffix("."),
      !name.hasSuffix(" "), !name.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }),
      name.unicodeScalars.allSatisfy(isShown)
    else { return false }
    return !isReserved(name)
  }

  /// Two names that differ in capitals only are one file on some systems.
  public static func key(_ name: String) -> String { name.lowercased() }

  /// Format characters are refused with the control characters: they turn the direction of writing, and so can hide
  /// how a name ends.
  private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }

  /// Devices of Windows, with any ending.
  private static func isReserved(_ name: String) -> Bool {
    var stem = Substring(name.prefix { $0 != "." }.uppercased())
    while stem.last == " " { stem.removeLast() }
    if ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(stem) { return true }
    guard stem.count == 4, stem.hasPrefix("COM") || stem.hasPrefix("LPT"), let number = stem.last else { return false }
    return "123456789¹²³".contains(number)
  }
}
