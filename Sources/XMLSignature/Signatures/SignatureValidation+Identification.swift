/// Identification of the signing certificate (EN 319 102-1 §5.2.3).
extension SignatureValidation {
  /// The key to verify with; nil when there is none. The signer is noted only where the certificate is beyond doubt.
  func identify(
    _ structure: SignatureStructure, _ keyInfo: KeyInfo, _ properties: XAdESProperties?,
    _ progress: inout ValidationProgress
  ) -> VerificationKey? {
    switch trust {
    case .key(let trusted):
      return trustedKey(trusted, keyInfo, properties, at: structure, &progress)
    case .none:
      return key(keyInfo, properties, known: [], at: structure, &progress)
    case .paths(let paths):
      return key(keyInfo, properties, known: paths.certificates, at: structure, &progress)
    }
  }

  private func trustedKey(
    _ trusted: TrustedKey, _ keyInfo: KeyInfo, _ properties: XAdESProperties?, at structure: SignatureStructure,
    _ progress: inout ValidationProgress
  ) -> VerificationKey {
    progress.signer = trusted.certificate
    if let own = keyInfo.certificates.first, keyInfo.certificates.count == 1, case .success(let key) = own.key,
      key.encoded != trusted.key.encoded
    {
      progress.note(
        SignatureFinding(
          .signingCertificateMismatch, at: structure.keyInfo,
          "the certificate in the signature (\(own.subject.text)) is not the trusted one"))
    }
    let candidates = keyInfo.certificates + (trusted.certificate.map { [$0] } ?? [])
    if let binding = properties?.certificate, !candidates.isEmpty {
      _ = certificate(named: binding, among: candidates, &progress)
    }
    return trusted.key
  }

  private func key(
    _ keyInfo: KeyInfo, _ properties: XAdESProperties?, known: [CertificateRecord], at structure: SignatureStructure,
    _ progress: inout ValidationProgress
  ) -> VerificationKey? {
    var candidates = keyInfo.certificates
    for certificate in keyInfo.hinted(among: known) where !candidates.contains(certificate) {
      candidates.append(certificate)
    }
    let leaves = candidates.filter { one in !candidates.contains { $0.isIssued(by: one) } }
    let leaf = leaves.count == 1 ? leaves.first : nil
    if let binding = properties?.certificate {
      progress.signer = certificate(named: binding, among: candidates + known, &progress)
    } else if leaves.count > 1 {
      progress.fail(
        .noSigningCertificateFound,
        SignatureFinding(
          .noSigningCertificate, at: structure.keyInfo,
          "\(leaves.count) certificates could be the signer's, and nothing signed says which"))
    } else {
      progress.signer = leaf
    }
    // A wrong SigningCertificate leaves the signer unknown; whether the signature is that of the certificate beside it
    // is still worth knowing.
    guard let certificate = progress.signer ?? leaf else { return bareKey(keyInfo, at: structure, &progress) }
    return admitted(certificate.key, at: structure, &progress)
  }

  /// The certificate that `SigningCertificate` names by its digest, provided that serial number and issuer agree.
  private func certificate(
    named binding: XAdESProperties.CertificateBinding, among candidates: [CertificateRecord],
    _ progress: inout ValidationProgress
  ) -> CertificateRecord? {
    let algorithm: DigestAlgorithm
    switch binding.digestAlgorithm {
    case .success(let known): algorithm = known
    case .failure(let unsupported):
      progress.fail(
        .noSigningCertificateFound,
        SignatureFinding(.unsupported, at: binding.node, "\(unsupported.detail) is outside the profile"))
      return nil
    }
    let named = candidates.first { constantTimeEqual(algorithm.digest(of: $0.encoded), binding.digest) }
    guard let named else {
      progress.fail(
        .noSigningCertificateFound,
        SignatureFinding(
          .signingCertificateMismatch, at: binding.node,
          "no certificate in the signature has the digest that SigningCertificate names"))
      return nil
    }
    let hasSerialNumber =
      switch binding.serialNumber {
      case nil: true
      case .decimal(let text): text == named.serialNumberDecimal
      case .octets(let octets): octets == named.serialNumber
      }
    let hasIssuer = binding.issuer.map { $0 == named.issuer } ?? true
    guard hasSerialNumber, hasIssuer else {
      progress.fail(
        .noSigningCertificateFound,
        SignatureFinding(
          .signingCertificateMismatch, at: binding.node,
          "SigningCertificate names another \(hasSerialNumber ? "issuer" : "serial number") than the certificate has"))
      return nil
    }
    return named
  }

  /// A key without a certificate: good for core validation, but it identifies nobody (rule 5).
  private func bareKey(
    _ keyInfo: KeyInfo, at structure: SignatureStructure, _ progress: inout ValidationProgress
  ) -> VerificationKey? {
    if !progress.findings.contains(where: { $0.code == .signingCertificateMismatch || $0.code == .noSigningCertificate }
    ) {
      let detail =
        keyInfo.brokenCertificates > 0
        ? "the signature's certificate cannot be read" : "the signature brings no certificate of its signer"
      progress.fail(
        .noSigningCertificateFound,
        SignatureFinding(.noSigningCertificate, at: structure.keyInfo ?? structure.node, detail))
    }
    guard keyInfo.certificates.isEmpty, let key = keyInfo.keys.first else {
      for use in keyInfo.unsupported { progress.leaveProfile(use) }
      return nil
    }
    return admitted(key, at: structure, &progress)
  }

  private func admitted(
    _ key: Result<VerificationKey, UnsupportedAlgorithm>, at structure: SignatureStructure,
    _ progress: inout ValidationProgress
  ) -> VerificationKey? {
    switch key {
    case .success(let key): return key
    case .failure(let algorithm):
      progress.leaveProfile(UnsupportedUse(algorithm: algorithm, node: structure.keyInfo ?? structure.node))
      return nil
    }
  }
}
