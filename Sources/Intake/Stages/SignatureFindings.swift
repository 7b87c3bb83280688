import Filing
import XMLSignature

/// Puts what a signature's validation found into the words of the catalogue.
enum SignatureFindings {
  /// - Parameter location: Of the element that the finding is about.
  static func finding(for found: SignatureFinding, of report: SignatureReport, at location: SourceLocation) -> Finding {
    let code = found.isWarning ? warningCode(for: found.code) : code(for: found.code)
    let values: [String: String?] = [
      "detail": found.detail,
      "signer": report.signer?.subject.value(of: "2.5.4.3"),
      "issuer": report.signer?.issuer.value(of: "2.5.4.3"),
      "algorithm": report.algorithm?.name,
    ]
    let arguments = FindingCatalogue.entry(for: code).arguments.sorted().compactMap { name in
      values[name].flatMap(\.self).map { Finding.Argument(name, $0) }
    }
    return Finding(code, at: location, arguments: arguments)
  }

  /// What did not keep a signature from passing.
  private static func warningCode(for code: SignatureFinding.Code) -> FindingCode {
    switch code {
    case .revocationUnknown, .revocationStale: .certificateRevocationUnknown
    default: .signatureEvidenceUnusable
    }
  }

  private static func code(for code: SignatureFinding.Code) -> FindingCode {
    switch code {
    case .formatFailure: .signatureFormatFailure
    case .idsNotUnique: .signatureIDsNotUnique
    case .unsupported: .signatureUnsupported
    case .hashFailure: .signatureHashFailure
    case .cryptoFailure: .signatureCryptoFailure
    case .signedDataNotFound: .signatureDataNotFound
    case .coveragePartial: .signatureCoveragePartial
    case .noSigningCertificate: .signingCertificateNotFound
    case .signingCertificateMismatch: .signingCertificateMismatch
    case .constraintsFailure, .validationDataUnreadable: .signatureConstraintsFailure
    case .timeStampInvalid, .timeStampOrder: .signatureTimeStampInvalid
    case .levelTooLow: .signatureLevelTooLow
    case .signaturePolicyNotAvailable: .signaturePolicyUnknown
    case .noCertificateChain: .certificateChainNotFound
    case .chainConstraintsFailure: .certificateConstraintsFailure
    case .certificateUnsupported: .certificateUnsupported
    case .certificateExpired: .certificateExpired
    case .certificateNotYetValid: .certificateNotYetValid
    case .certificateRevoked: .certificateRevoked
    case .revocationStale, .revocationUnknown, .certificateOnHold: .certificateRevocationUnknown
    case .algorithmTooWeak: .algorithmTooWeak
    }
  }
}
