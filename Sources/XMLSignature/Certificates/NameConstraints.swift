/// Names that certificates below an authority may have, and may not (RFC 5280 §4.2.1.10).
public struct NameConstraints: Sendable, Hashable {
  public let permitted: [GeneralName]
  public let excluded: [GeneralName]

  /// Comparisons of one certificate; more is an attack.
  static let mostComparisons = 1 << 16

  init(_ value: DERElement, _ octets: [UInt8]) throws(DERFault) {
    var fields = value.elements
    permitted = try Self.subtrees(fields.optional(DERTag.contextConstructed(0), octets), octets)
    excluded = try Self.subtrees(fields.optional(DERTag.contextConstructed(1), octets), octets)
    try fields.finish("the extension")
    for name in permitted + excluded {
      if case .ip(let address) = name, address.count != 8, address.count != 32 {
        throw DERFault("a constraint on addresses has the wrong length")
      }
    }
  }

  private static func subtrees(_ list: DERElement?, _ octets: [UInt8]) throws(DERFault) -> [GeneralName] {
    guard let list else { return [] }
    var names: [GeneralName] = []
    var elements = list.elements
    while let element = try elements.next(octets) {
      var fields = try element.expect(DERTag.sequence).elements
      guard let base = try fields.next(octets) else { throw DERFault("a subtree has no name") }
      names.append(try GeneralName(base, octets))
      // "Within this profile, the minimum and maximum fields are not used": 0, and absent.
      guard fields.isAtEnd else { throw DERFault("a subtree has distances") }
    }
    return names
  }

  /// What of a certificate's names the constraints do not allow; nil when they allow all of them.
  func violation(by certificate: CertificateRecord) -> String? {
    let names = Self.names(of: certificate)
    guard names.count * (permitted.count + excluded.count) <= Self.mostComparisons else {
      return "there are too many names to compare"
    }
    for name in names {
      let allowed = permitted.filter { $0.form == name.form }
      let denied = excluded.filter { $0.form == name.form }
      if case .other(let form, _) = name, !(allowed.isEmpty && denied.isEmpty) {
        return "names of the form \(form) cannot be compared"
      }
      if let subtree = denied.first(where: { Self.covers($0, name, isExcluded: true) }) {
        return "\(Self.text(name)) is excluded by \(Self.text(subtree))"
      }
      if !allowed.isEmpty, !allowed.contains(where: { Self.covers($0, name, isExcluded: false) }) {
        return "\(Self.text(name)) is not among the permitted names"
      }
    }
    return nil
  }

  /// The subject, its alternative names and, where these have no address, the e-mail addresses in the subject.
  private static func names(of certificate: CertificateRecord) -> [GeneralName] {
    var names = certificate.extensions.subjectAlternativeNames
    let hasAddress = names.contains { if case .email = $0 { true } else { false } }
    if !hasAddress {
      names += certificate.subject.attributes.filter { $0.type == "1.2.840.113549.1.9.1" }.map { .email($0.value) }
    }
    if !certificate.subject.isEmpty { names.append(.directory(certificate.subject)) }
    return names
  }

  /// Names that cannot be understood are taken for excluded, and never for permitted.
  private static func covers(_ subtree: GeneralName, _ name: GeneralName, isExcluded: Bool) -> Bool {
    switch (subtree, name) {
    case (.directory(let base), .directory(let name)): return name.isWithin(base)
    case (.dns(let base), .dns(let name)): return isHost(name, within: base, isExact: false)
    case (.email(let base), .email(let name)):
      guard let mailbox = Mailbox(name) else { return isExcluded }
      if let wanted = Mailbox(base) { return mailbox == wanted }
      return isHost(mailbox.host, within: base, isExact: true)
    case (.uri(let base), .uri(let name)):
      guard let host = host(ofURI: name) else { return isExcluded }
      return isHost(host, within: base, isExact: true)
    case (.ip(let range), .ip(let address)):
      guard range.count == 2 * address.count else { return false }
      let (base, mask) = (range.prefix(address.count), range.suffix(address.count))
      return zip(zip(base, mask), address).allSatisfy { $0.0 & $0.1 == $1 & $0.1 }
    default: return false
    }
  }

  /// - Parameter isExact: A base without a leading dot means that host alone, as it does for addresses and URIs; of host
  ///   names it means also those below.
  private static func isHost(_ name: String, within base: String, isExact: Bool) -> Bool {
    let (name, base) = (labels(name), labels(base))
    if base.isEmpty { return true }
    if base.first == "." { return name.hasSuffix(base) && name.count > base.count }
    return name == base || (!isExact && name.hasSuffix("." + base))
  }

  private static func labels(_ host: String) -> String {
    let lower = host.lowercased()
    return lower.hasSuffix(".") ? String(lower.dropLast()) : lower
  }

  /// Nil where there is none, or it is an address (RFC 5280: such names are refused).
  private static func host(ofURI uri: String) -> String? {
    guard let start = uri.firstRange(of: "://")?.upperBound else { return nil }
    var authority = uri[start...].prefix { !"/?#".contains($0) }
    if let at = authority.lastIndex(of: "@") { authority = authority[authority.index(after: at)...] }
    guard authority.first != "[" else { return nil }
    let host = authority.prefix { $0 != ":" }
    guard !host.isEmpty, host.contains(where: \.isLetter) else { return nil }
    return String(host)
  }

  /// RFC 5280 §7.5: the local part as it is, the host in any case.
  private struct Mailbox: Equatable {
    let local: String
    let host: String

    init?(_ text: String) {
      guard let at = text.lastIndex(of: "@"), at != text.startIndex else { return nil }
      local = String(text[..<at])
      host = text[text.index(after: at)...].lowercased()
      guard !host.isEmpty else { return nil }
    }
  }

  private static func text(_ name: GeneralName) -> String {
    switch name {
    case .email(let text), .dns(let text), .uri(let text): text
    case .directory(let name): name.text
    case .ip(let octets): octets.map(String.init).joined(separator: ".")
    case .other(let form, _): "a name of the form \(form)"
    }
  }
}
