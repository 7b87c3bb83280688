/// Identification of the signing certificate (EN 319 102-1 §5.2.3).
extension SignatureValidation {
  /// The key to verify with; nil when there is none. The signer is noted only where the certificate is beyond doubt.
  func identify(_ contents: SignatureContents, _ record: inout ValidationRecord) -> VerificationKey? {
    switch trust {
    case .key(let trusted): trustedKey(trusted, contents, &record)
    case .none: key(contents, known: [], &record)
    case .paths(let paths): key(contents, known: paths.certificates, &record)
    }
  }

  private func trustedKey(
    _ trusted: TrustedKey, _ contents: SignatureContents, _ record: inout ValidationRecord
  ) -> VerificationKey {
    let keyInfo = contents.keyInfo
    record.signer = trusted.certificate
    record.pass(
      .signingCertificateFound, "the caller vouches for the key (\(trusted.key.name))",
      evidence: trusted.certificate.map { [.certificate($0)] } ?? [])
    if let own = keyInfo.certificates.first, keyInfo.certificates.count == 1, case .success(let key) = own.key,
      key.encoded != trusted.key.encoded
    {
      record.warn(
        .signingCertificateFound,
        SignatureFinding(
          .signingCertificateMismatch, at: contents.structure.keyInfo,
          "the certificate in the signature (\(own.subject.text)) is not the trusted one"))
    }
    let candidates = contents.certificates + (trusted.certificate.map { [$0] } ?? [])
    if let binding = contents.properties?.certificate, !candidates.isEmpty {
      _ = certificate(named: binding, among: candidates, &record)
    }
    return trusted.key
  }

  private func key(
    _ contents: SignatureContents, known: [CertificateRecord], _ record: inout ValidationRecord
  ) -> VerificationKey? {
    let (structure, keyInfo) = (contents.structure, contents.keyInfo)
    var candidates = keyInfo.certificates
    for certificate in keyInfo.hinted(among: known) where !candidates.contains(certificate) {
      candidates.append(certificate)
    }
    let leaves = candidates.filter { one in !candidates.contains { $0.isIssued(by: one) } }
    let leaf = leaves.count == 1 ? leaves.first : nil
    if let binding = contents.properties?.certificate {
      // Its digest names the certificate, wherever it stands.
      record.signer = certificate(named: binding, among: candidates + contents.certificates + known, &record)
    } else if leaves.count > 1 {
      record.fail(
        .signingCertificateFound, .noSigningCertificateFound,
        SignatureFinding(
          .noSigningCertificate, at: structure.keyInfo,
          "\(leaves.count) certificates could be the signer's, and nothing signed says which"))
    } else {
      record.signer = leaf
    }
    // A wrong SigningCertificate leaves the signer unknown; whether the signature is that of the certificate beside it
    // is still worth knowing.
    if let signer = record.signer {
      record.pass(.signingCertificateFound, signer.subject.text, evidence: [.certificate(signer)])
    }
    guard let certificate = record.signer ?? leaf else { return bareKey(keyInfo, at: structure, &record) }
    return admitted(certificate.key, at: structure, &record)
  }

  /// The certificate that `SigningCertificate` names by its digest, provided that serial number and issuer agree.
  private func certificate(
    named binding: XAdESProperties.CertificateBinding, among candidates: [CertificateRecord],
    _ record: inout ValidationRecord
  ) -> CertificateRecord? {
    let algorithm: DigestAlgorithm
    switch binding.digestAlgorithm {
    case .success(let known): algorithm = known
    case .failure(let unsupported):
      return refuse(.unsupported, "\(unsupported.detail) is outside the profile", of: binding, &record)
    }
    let matches = candidates.lazy.map { (certificate: $0, match: binding.match($0)) }
    guard let (named, match) = matches.first(where: { $0.match != .otherDigest }) else {
      return refuse(
        .signingCertificateMismatch, "no certificate in the signature has the digest that SigningCertificate names",
        of: binding, &record)
    }
    guard match == .same else {
      return refuse(
        .signingCertificateMismatch,
        "SigningCertificate names another \(match == .otherIssuer ? "issuer" : "serial number") than the certificate has",
        of: binding, &record)
    }
    record.pass(
      .signingCertificateBound, "the signed properties name the certificate by its \(algorithm.name) digest",
      evidence: [.certificate(named)])
    return named
  }

  private func refuse(
    _ code: SignatureFinding.Code, _ detail: String, of binding: XAdESProperties.CertificateBinding,
    _ record: inout ValidationRecord
  ) -> CertificateRecord? {
    record.fail(
      .signingCertificateBound, .noSigningCertificateFound, SignatureFinding(code, at: binding.node, detail))
    return nil
  }

  /// A key without a certificate: good for core validation, but it identifies nobody (rule 5).
  private func bareKey(
    _ keyInfo: KeyInfo, at structure: SignatureStructure, _ record: inout ValidationRecord
  ) -> VerificationKey? {
    if !record.findings.contains(where: { $0.code == .signingCertificateMismatch || $0.code == .noSigningCertificate }
    ) {
      let detail =
        keyInfo.brokenCertificates > 0
        ? "the signature's certificate cannot be read" : "the signature brings no certificate of its signer"
      record.fail(
        .signingCertificateFound, .noSigningCertificateFound,
        SignatureFinding(.noSigningCertificate, at: structure.keyInfo ?? structure.node, detail))
    }
    guard keyInfo.certificates.isEmpty, let key = keyInfo.keys.first else {
      for use in keyInfo.unsupported { record.leaveProfile(use) }
      return nil
    }
    return admitted(key, at: structure, &record)
  }

  private func admitted(
    _ key: Result<VerificationKey, UnsupportedAlgorithm>, at structure: SignatureStructure,
    _ record: inout ValidationRecord
  ) -> VerificationKey? {
    switch key {
    case .success(let key): return key
    case .failure(let algorithm):
      record.leaveProfile(UnsupportedUse(algorithm: algorithm, node: structure.keyInfo ?? structure.node))
      return nil
    }
  }
}
