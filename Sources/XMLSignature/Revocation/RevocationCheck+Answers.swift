import FoundationEssentials

extension RevocationCheck {
  /// What an answer says of a certificate; nothing when it is about others.
  /// - Parameter delegates: Whether responders may speak for the issuer; not where the answer is about a responder.
  func statements(
    of answer: BasicOCSPResponse, _ origin: RevocationRecord.Origin, on certificate: CertificateRecord,
    issuedBy issuer: CertificateRecord, now: Date, delegates: Bool = true
  ) -> [RevocationStatement] {
    let responses = answer.responses.filter { $0.certificate.identifies(certificate, issuedBy: issuer) }
    if responses.isEmpty { return [] }
    let name = "the OCSP answer of \(answer.producedAt.formatted(.iso8601))"
    switch signer(of: answer, forIssuer: issuer, now: now, delegates: delegates) {
    case .failure(let refusal): return [.refused("\(name) is not used: \(refusal.why)")]
    case .success(let signer):
      return responses.map { single in
        if let why = refusal(of: single, on: certificate, now: now) {
          return .refused("\(name) says nothing: \(why)")
        }
        let record = RevocationRecord(answer, single, origin, signer: signer)
        guard case .revoked(let time, let reason) = single.status else { return .good(record) }
        return .revoked(RevocationEntry(revocationDate: time, reason: reason, invalidityDate: nil), record)
      }
    }
  }

  private func refusal(of single: SingleResponse, on certificate: CertificateRecord, now: Date) -> String? {
    if let why = single.unsupported { return why }
    guard single.thisUpdate <= now.addingTimeInterval(RevocationRecord.clockTolerance) else {
      return "it is from the future"
    }
    switch single.status {
    case .revoked: return nil
    case .unknown: return "the responder does not know the certificate"
    case .good: return silence(of: single, on: certificate)
    }
  }

  /// Why `good` does not mean that the certificate is good (RFC 6960 §2.2, §4.4.4).
  private func silence(of single: SingleResponse, on certificate: CertificateRecord) -> String? {
    guard single.thisUpdate >= certificate.notBefore else { return "it is from before the certificate" }
    guard single.thisUpdate > certificate.notAfter else { return nil }
    guard let cutoff = single.archiveCutoff, certificate.notAfter >= cutoff else {
      return "it is from when the certificate had expired"
    }
    return nil
  }

  private struct Refusal: Error {
    let why: String
  }

  /// Who signed an answer, and may (RFC 6960 §4.2.2.2): the issuer itself, a responder that the issuer's key certified, or
  /// one that the trust store has.
  ///
  private func signer(
    of answer: BasicOCSPResponse, forIssuer issuer: CertificateRecord, now: Date, delegates: Bool
  ) -> Result<CertificateRecord, Refusal> {
    if let why = answer.unsupported { return .failure(Refusal(why: why)) }
    guard answer.producedAt <= now.addingTimeInterval(RevocationRecord.clockTolerance) else {
      return .failure(Refusal(why: "it is from the future"))
    }
    if case .failure(let algorithm) = answer.signatureAlgorithm {
      return .failure(Refusal(why: "it is signed with something outside the profile: \(algorithm.detail)"))
    }
    var why = "no certificate of the responder is at hand"
    for candidate in [issuer] + responders + trusted + answer.certificates + material.certificates
    where answer.responder.names(candidate) {
      if let refusal = refusal(of: candidate, for: answer, issuer: issuer, now: now, delegates: delegates) {
        why = refusal
      } else if signatures.isValid(answer.digest, by: candidate, { answer.signature(by: candidate) == .valid }) {
        return .success(candidate)
      } else {
        why = "its signature is not the responder's"
      }
    }
    return .failure(Refusal(why: why))
  }

  private func refusal(
    of responder: CertificateRecord, for answer: BasicOCSPResponse, issuer: CertificateRecord, now: Date,
    delegates: Bool
  ) -> String? {
    // The issuer's key is what counts: its certificate may have been renewed.
    if responder.subjectPublicKeyInfo == issuer.subjectPublicKeyInfo, responder.subject == issuer.subject { return nil }
    guard delegates else { return "the answer about a responder is not the issuer's own" }
    guard responder.extensions.defects.isEmpty else { return "the responder's certificate cannot be read" }
    guard responder.isValid(at: answer.producedAt) else {
      return "the responder's certificate was not valid when the answer was made"
    }
    if responders.contains(responder) { return nil }
    guard responder.maySignAnswers else { return "the responder's certificate is not for signing answers" }
    guard isIssued(responder, by: issuer) else { return "the responder was not authorised by the certificate's issuer" }
    return responder.extensions.hasNoCheck ? nil : revocation(ofResponder: responder, issuedBy: issuer, now: now)
  }

  /// A responder without id-pkix-ocsp-nocheck must not be revoked by what its issuer signed itself. Whoever has
  /// its key can date answers as they like, so it does not matter since when.
  private func revocation(
    ofResponder responder: CertificateRecord, issuedBy issuer: CertificateRecord, now: Date
  ) -> String? {
    for (list, origin) in material.lists where list.issuer == responder.issuer {
      if listStatement(list, origin, on: responder, issuedBy: issuer, now: now).isRevocation {
        return "the responder's certificate is revoked"
      }
    }
    for (answer, origin) in material.answers {
      for statement in statements(of: answer, origin, on: responder, issuedBy: issuer, now: now, delegates: false) {
        if statement.isRevocation { return "the responder's certificate is revoked" }
      }
    }
    return nil
  }
}

extension CertificateRecord {
  /// id-kp-OCSPSigning.
  var maySignAnswers: Bool { extensions.extendedKeyUsage?.contains(ExtendedKeyUsage.ocspSigning) ?? false }
}
