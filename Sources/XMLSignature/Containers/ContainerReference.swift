/// Names of a container's files as references write them: relative to the container's root (EN 319 162-1 §A.6), with octets
/// percent-encoded (RFC 3986 §2.1).
public enum ContainerReference {
  /// The reference to a file with this name.
  public static func uri(ofFile name: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var octets: [UInt8] = []
    for octet in name.utf8 {
      if isUnreserved(octet) || octet == UInt8(ascii: "/") {
        octets.append(octet)
      } else {
        octets += [UInt8(ascii: "%"), digits[Int(octet >> 4)], digits[Int(octet & 15)]]
      }
    }
    return String(decoding: octets, as: UTF8.self)
  }

  /// Names that a reference may mean, as octets.
  ///
  /// A well-formed relative reference means its decoded path and nothing else. Signing programs also write names as they are,
  /// with blanks and letters beyond ASCII; what RFC 3986 does not allow is read as an IRI, and as the plain name.
  static func names(of uri: String) -> [[UInt8]] {
    let octets = Array(uri.utf8)
    var names: [[UInt8]] = []
    if let decoded = decodedPath(octets) { names.append(decoded) }
    if !isRelativeReference(octets), !names.contains(octets) { names.append(octets) }
    return names
  }

  /// Nil when the reference has something else than a path, or a malformed escape.
  private static func decodedPath(_ octets: [UInt8]) -> [UInt8]? {
    guard !octets.contains(UInt8(ascii: "?")), !octets.contains(UInt8(ascii: "#")) else { return nil }
    var path: [UInt8] = []
    path.reserveCapacity(octets.count)
    var index = 0
    while index < octets.count {
      if octets[index] == UInt8(ascii: "%") {
        guard let value = escape(octets, at: index) else { return nil }
        path.append(value)
        index += 3
      } else {
        path.append(octets[index])
        index += 1
      }
    }
    return path
  }

  private static func escape(_ octets: [UInt8], at index: Int) -> UInt8? {
    guard index + 2 < octets.count, let high = hexadecimal(octets[index + 1]), let low = hexadecimal(octets[index + 2])
    else { return nil }
    return high << 4 | low
  }

  private static func hexadecimal(_ octet: UInt8) -> UInt8? {
    switch octet {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): octet - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): octet - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): octet - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// RFC 3986 §4.2, as far as the characters go.
  private static func isRelativeReference(_ octets: [UInt8]) -> Bool {
    let delimiters = Set(":/?#@!$&'()*+,;=".utf8)
    return octets.indices.allSatisfy { index in
      let octet = octets[index]
      return octet == UInt8(ascii: "%")
        ? escape(octets, at: index) != nil : isUnreserved(octet) || delimiters.contains(octet)
    }
  }

  private static func isUnreserved(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
