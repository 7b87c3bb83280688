extension Submission {
  /// The participant on whose behalf the filing is made, if the reference resolves.
  public var filingParticipant: Participant? {
    guard let filer else { return nil }
    return participants.first { $0.id?.value == filer.value }
  }

  /// Everyone of whom the filing states numbers, with the place of the statement.
  var statedParties: [PartyIdentity] {
    participants.map(\.identity) + (representative.map { [$0.identity] } ?? [])
      + (fee?.payments.compactMap(\.payer) ?? [])
  }
}

extension ItemUnderReview {
  /// Everyone of whom the item states numbers.
  var statedParties: [PartyIdentity] {
    switch content {
    case .submission(let submission): return submission.statedParties
    case .scan: return []
    case .cabinetRequest(let request):
      guard case .grantPower(let power) = request.action else { return [request.holder] }
      return [request.holder, power.representative]
    case .dispatch(let dispatch): return dispatch.addressees.map(\.identity)
    }
  }
}

extension PartyIdentity {
  /// Whether the certificate's holder is this party: a person by FİN, an organisation by VÖEN.
  func isHeld(by signer: SignerIdentity) -> Bool {
    switch kind {
    case .person: fin.flatMap { PersonalNumber($0.value) }.map { $0 == signer.fin } ?? false
    case .organisation: voen.flatMap { TaxNumber($0.value) }.map { $0 == signer.voen } ?? false
    }
  }

  /// Whether two statements name the same party; nil where a number is missing to tell.
  func isSame(as other: PartyIdentity) -> Bool? {
    guard kind == other.kind else { return false }
    switch kind {
    case .person: return fin.flatMap { own in other.fin.map { own.value == $0.value } }
    case .organisation: return voen.flatMap { own in other.voen.map { own.value == $0.value } }
    }
  }

  /// Name and number, for people.
  public var label: String {
    let number =
      switch kind {
      case .person: fin.map { "FİN \($0.value)" }
      case .organisation: voen.map { "VÖEN \($0.value)" }
      }
    return [name.isEmpty ? nil : name, number].compactMap(\.self).joined(separator: ", ")
  }
}

extension SignerIdentity {
  /// Name and numbers, for people.
  public var label: String {
    [commonName.isEmpty ? nil : commonName, fin.map { "FİN \($0.text)" }, voen.map { "VÖEN \($0.text)" }]
      .compactMap(\.self).joined(separator: ", ")
  }
}

extension CertificateFacts {
  /// Common names (OID 2.5.4.3) for people; what they say identifies nobody.
  var subjectLabel: String { Self.commonName(subject) }
  var issuerLabel: String { Self.commonName(issuer) }

  private static func commonName(_ name: [Attribute]) -> String {
    name.first { $0.oid == "2.5.4.3" }?.value ?? name.map(\.value).joined(separator: ", ")
  }
}
