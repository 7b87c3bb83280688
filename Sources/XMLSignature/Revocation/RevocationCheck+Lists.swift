import FoundationEssentials

extension RevocationCheck {
  func listStatement(
    _ list: RevocationList, _ origin: RevocationRecord.Origin, on certificate: CertificateRecord,
    issuedBy issuer: CertificateRecord, now: Date
  ) -> RevocationStatement {
    let name = "the list of \(list.thisUpdate.formatted(.iso8601)) by \(list.issuer.text)"
    if let why = list.unsupported { return .refused("\(name) is not used: \(why)") }
    guard list.thisUpdate <= now.addingTimeInterval(RevocationRecord.clockTolerance) else {
      return .refused("\(name) is from the future")
    }
    if case .failure(let algorithm) = list.signatureAlgorithm {
      return .refused("\(name) is signed with something outside the profile: \(algorithm.detail)")
    }
    guard isSigned(list, forIssuer: issuer) else {
      return .refused("\(name) is not signed by the certificate's issuer, or the issuer may not sign lists")
    }
    let record = RevocationRecord(list, origin)
    if let entry = list.entry(for: certificate.serialNumber) { return .revoked(entry, record) }
    if let why = silence(of: list, on: certificate) { return .refused("\(name) says nothing: \(why)") }
    return .good(record)
  }

  /// Why a certificate that the list does not name is yet not known to be good.
  private func silence(of list: RevocationList, on certificate: CertificateRecord) -> String? {
    guard list.thisUpdate >= certificate.notBefore else { return "it was issued before the certificate" }
    // An issuer may drop a certificate from its lists when it has expired (RFC 5280 §3.3).
    if list.thisUpdate > certificate.notAfter {
      guard let since = list.expiredCertificatesSince, certificate.notAfter >= since else {
        return "it was issued when the certificate had expired"
      }
    }
    guard let scope = list.scope else { return nil }
    return scope.silence(on: certificate.extensions)
  }

  /// RFC 5280 §6.3.3 (f) and (g). The list may be signed
  /// - by the certificate's issuer itself;
  /// - after a change of the issuer's key by another certificate with the issuer's name that was valid when the list was
  ///   issued and is (a) in the trust store, (b) signed by the issuer itself, or (c) signed by the authority that signed
  ///   the issuer's certificate.
  ///
  /// Each must have cRLSign where it has a key usage at all, and in cases (b) and (c) it must have one.
  private func isSigned(_ list: RevocationList, forIssuer issuer: CertificateRecord) -> Bool {
    if issuer.extensions.keyUsage?.contains(.cRLSign) ?? true, isSigned(list, by: issuer) { return true }
    // The list's signature comes last: lists may be long, and senders may add many certificates of this name.
    return (trusted + material.certificates).contains { other in
      guard other.subject == list.issuer, other != issuer, other.isValid(at: list.thisUpdate) else { return false }
      let mayStandIn =
        trusted.contains(other)
        ? other.extensions.keyUsage?.contains(.cRLSign) ?? true
        : other.extensions.keyUsage?.contains(.cRLSign) == true
          && (isIssued(other, by: issuer) || haveOneIssuer(other, issuer))
      return mayStandIn && isSigned(list, by: other)
    }
  }

  private func isSigned(_ list: RevocationList, by certificate: CertificateRecord) -> Bool {
    signatures.isValid(list.digest, by: certificate) { list.signature(by: certificate) == .valid }
  }

  private func haveOneIssuer(_ left: CertificateRecord, _ right: CertificateRecord) -> Bool {
    guard left.issuer == right.issuer, right.issuer != right.subject else { return false }
    return (trusted + material.certificates).contains { isIssued(right, by: $0) && isIssued(left, by: $0) }
  }

  /// Whether a certificate was signed with the other's key and names it as its issuer.
  func isIssued(_ certificate: CertificateRecord, by issuer: CertificateRecord) -> Bool {
    guard certificate.issuer == issuer.subject else { return false }
    let digest = DigestAlgorithm.sha256.digest(of: certificate.encoded).hexadecimal
    return signatures.isValid(digest, by: issuer) { certificate.signature(by: issuer) == .valid }
  }
}

extension CertificateRecord {
  /// Whether the time is in its validity; never where that ends before it begins.
  func isValid(at time: Date) -> Bool { notBefore <= time && time <= notAfter }
}
