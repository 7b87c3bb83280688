/// A piece of evidence in words: what it is, and the facts that identify it.
struct EvidenceLine {
  let label: String
  let value: ReportSentence

  init(_ evidence: Evidence, for reader: ReportReader) {
    let wording = reader.wording
    switch evidence {
    case .certificate(let certificate):
      label = wording.label(.certificate)
      let period = wording.period(
        from: reader.timeInFull(certificate.notBefore), to: reader.timeInFull(certificate.notAfter))
      value = """
        \(certificate.subject.text); \(own: wording.label(.issuedBy)): \(certificate.issuer.text); \
        \(own: wording.label(.serialNumber)): \(own: certificate.serialNumberText); \
        \(own: wording.label(.validity)): \(own: period); SHA-256 \(own: certificate.fingerprint)
        """
    case .revocation(let record):
      label = wording.label(.revocationEvidence)
      let next = record.nextUpdate.map { "; \(wording.label(.nextUpdate)): \(reader.timeInFull($0))" } ?? ""
      value = """
        \(own: wording.name(record.kind)); \(own: wording.label(.origin)): \(wording.text(record.origin)); \
        \(own: wording.label(.issuedBy)): \(record.issuer); \
        \(own: wording.label(.thisUpdate)): \(own: reader.timeInFull(record.thisUpdate))\(own: next); \
        \(own: wording.label(.producedAt)): \(own: reader.timeInFull(record.producedAt)); SHA-256 \(own: record.digest)
        """
    case .timeStamp(let record):
      label = wording.label(.timeStamp)
      let authority = record.authority.map { "; \(own: wording.label(.authority)): \($0)" as ReportSentence } ?? ""
      value = """
        \(own: reader.timeInFull(record.time))\(authority); \(own: wording.label(.timeStampPolicy)): \(record.policy); \
        \(own: wording.label(.number)): \(own: record.serialNumber)
        """
    case .time(let time):
      label = wording.label(.time)
      value = ReportSentence(words: reader.timeInFull(time))
    case .revoked(let since, let reason):
      label = wording.label(.revokedSince)
      let why = reason.map { "; \(wording.label(.reason)): \(wording.text($0))" } ?? ""
      value = ReportSentence(words: reader.timeInFull(since) + why)
    }
  }
}

extension CertificateRecord {
  /// SHA-256 in lower-case hexadecimal.
  var fingerprint: String { DigestAlgorithm.sha256.digest(of: encoded).hexadecimal }
}
