import XMLSignature

/// The octets of a notice while they are written: markup and wording of ours as they are, values of senders escaped.
struct NoticeOctets {
  /// In Unicode scalars; longer than any value that the submission schema allows, so that only hostile ones are cut.
  static let longestValue = 600

  private(set) var octets: [UInt8] = []

  init(capacity: Int) { octets.reserveCapacity(capacity) }

  /// Our own words: they hold nothing that XML would take for markup, or they are the markup.
  mutating func append(_ wording: String) {
    var wording = wording
    wording.withUTF8 { octets.append(contentsOf: $0) }
  }

  /// A value as it may stand in element content and in an attribute. Control and format characters (line ends and
  /// those that turn the direction of writing among them) are shown as `\u{..}`: no value can forge a line of the text
  /// or hide a part of itself.
  mutating func append(value: String, limit: Int = longestValue) {
    var value = value
    let isPlain = value.withUTF8 { text in
      guard text.count <= limit, text.allSatisfy(Self.isPlain) else { return false }
      octets.append(contentsOf: text)
      return true
    }
    if isPlain { return }
    if value.utf8.count <= limit, value.unicodeScalars.allSatisfy(Self.isPlain) {
      value.withUTF8 { octets.append(contentsOf: $0) }
      return
    }
    for scalar in Self.shown(value, limit: limit).unicodeScalars { append(scalar) }
  }

  /// A value as the reader of a notice gets it, whose parser takes markup away.
  static func shown(_ value: String, limit: Int = longestValue) -> String {
    var shown = String.UnicodeScalarView()
    for (count, scalar) in value.unicodeScalars.enumerated() {
      guard count < limit else {
        shown.append("…")
        break
      }
      if ShownText.isShown(scalar) {
        shown.append(scalar)
      } else {
        shown.append(contentsOf: ShownText.escape(scalar).unicodeScalars)
      }
    }
    return String(shown)
  }

  mutating func attribute(_ name: String, _ value: String?) {
    guard let value else { return }
    append(" ")
    append(name)
    append("=\"")
    append(value: value)
    append("\"")
  }

  mutating func element(_ name: String, _ value: String?) {
    guard let value else { return }
    append("<")
    append(name)
    append(">")
    append(value: value)
    append("</")
    append(name)
    append(">\n")
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "&": append("&amp;")
    case "<": append("&lt;")
    case ">": append("&gt;")
    case "\"": append("&quot;")
    default: octets.append(contentsOf: scalar.utf8)
    }
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? isPlain(UInt8(truncatingIfNeeded: scalar.value)) : ShownText.isShown(scalar)
  }

  private static func isPlain(_ octet: UInt8) -> Bool {
    switch octet {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""): false
    default: octet >= 0x20 && octet <= 0x7E
    }
  }
}
