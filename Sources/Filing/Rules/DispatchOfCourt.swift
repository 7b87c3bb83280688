extension Rule {
  /// Only the court itself serves documents: by its seal, or by the signature of an officer whom its entry names.
  static let dispatchOfCourt = Rule("dispatch-of-court") { item in
    guard case .dispatch(let dispatch) = item.content, let court = item.destinationCourt else { return [] }
    let certificates = item.verifiedSignatures.compactMap(\.certificate)
    // Without a verified signature there is nothing to judge; the signature rules have said so.
    guard let first = certificates.first, !certificates.contains(where: { item.reference.speaks($0, for: court) })
    else { return [] }
    return [
      Finding(
        .dispatchNotOfCourt, at: dispatch.location, ["court": court.code.text, "signer": first.subjectLabel])
    ]
  }

  /// Addressees are found by number: a person's FİN, an organisation's VÖEN.
  static let addresseeNumbers = Rule("addressee-numbers") { item in
    guard case .dispatch(let dispatch) = item.content else { return [] }
    return dispatch.addressees.compactMap { addressee in
      switch addressee.identity.kind {
      case .person where addressee.identity.fin == nil:
        Finding(.schemaElementMissing, at: addressee.location, ["element": "Person", "expected": "FIN"])
      case .organisation where addressee.identity.voen == nil:
        Finding(.schemaElementMissing, at: addressee.location, ["element": "Organisation", "expected": "VOEN"])
      default: nil
      }
    }
  }
}

extension ItemUnderReview {
  /// The court that sends a dispatch, as far as a verified signature proves it.
  public var dispatchingCourt: Court? {
    guard case .dispatch = content, let court = destinationCourt,
      verifiedSignatures.contains(where: { $0.certificate.map { reference.speaks($0, for: court) } ?? false })
    else { return nil }
    return court
  }
}

extension ReferenceData {
  /// Whether the certificate is the court's seal, or that of an officer who may send for it.
  func speaks(_ certificate: CertificateFacts, for court: Court) -> Bool {
    court.seals.contains(certificate.fingerprint)
      || identify(certificate)?.fin.map(court.officers.contains) ?? false
  }
}
