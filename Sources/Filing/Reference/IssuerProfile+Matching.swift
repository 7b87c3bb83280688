extension IssuerProfile {
  /// Who the certificate's holder is by this profile; nil when the issuer is another one, or when what the profile
  /// reads does not stand there beyond doubt.
  ///
  /// Names that merely resemble the profile fail: an attribute counts only if it occurs exactly once in its name, and
  /// only if its whole value fits the pattern.
  public func identify(_ certificate: CertificateFacts) -> SignerIdentity? {
    guard !issuer.isEmpty,
      issuer.allSatisfy({ Self.sole($0.oid, in: certificate.issuer) == .once($0.pattern) })
    else { return nil }
    let subject = certificate.subject
    guard let fin = Self.number(personalNumber, "{FIN}", in: subject, read: { PersonalNumber($0) }),
      let voen = Self.number(taxNumber, "{VOEN}", in: subject, read: { TaxNumber($0) }),
      fin != nil || voen != nil
    else { return nil }
    let commonName = subject.first { $0.oid == "2.5.4.3" }?.value ?? ""
    return SignerIdentity(profile: name, fin: fin, voen: voen, commonName: commonName)
  }

  private enum Occurrence: Equatable {
    case never
    case once(String)
    case repeatedly
  }

  private static func sole(_ oid: String, in name: [CertificateFacts.Attribute]) -> Occurrence {
    let values = name.filter { $0.oid == oid }
    guard let first = values.first else { return .never }
    return values.count == 1 ? .once(first.value) : .repeatedly
  }

  /// The number that a pattern reads: inner nil when there is none, outer nil when the name is ambiguous.
  private static func number<Number>(
    _ pattern: AttributePattern?, _ placeholder: String, in name: [CertificateFacts.Attribute],
    read: (String) -> Number?
  ) -> Number?? {
    guard let pattern else { return .some(nil) }
    switch sole(pattern.oid, in: name) {
    case .never: return .some(nil)
    case .repeatedly: return nil
    case .once(let value): return .some(pattern.reading(placeholder, from: value).flatMap(read))
    }
  }
}

extension IssuerProfile.AttributePattern {
  /// The text in the placeholder's place, when the whole value fits.
  fileprivate func reading(_ placeholder: String, from value: String) -> String? {
    // By octets: String comparison takes canonically equivalent texts for equal.
    let (pattern, placeholder, octets) = (Array(pattern.utf8), Array(placeholder.utf8), Array(value.utf8))
    guard let place = pattern.indices.first(where: { pattern[$0...].starts(with: placeholder) }) else { return nil }
    let (prefix, suffix) = (pattern[..<place], pattern[(place + placeholder.count)...])
    guard octets.count > prefix.count + suffix.count, octets.starts(with: prefix),
      octets.suffix(suffix.count).elementsEqual(suffix)
    else { return nil }
    return String(decoding: octets[prefix.count..<octets.count - suffix.count], as: UTF8.self)
  }
}

extension ReferenceData {
  /// By the first profile, in the operator's order, that knows the issuer and reads a number.
  public func identify(_ certificate: CertificateFacts) -> SignerIdentity? {
    issuerProfiles.lazy.compactMap { $0.identify(certificate) }.first
  }
}
