/// Who filed, as far as verified signatures prove it.
public enum FilingSigner: Sendable, Hashable {
  case filer(SignerIdentity)
  /// Named as representative in the filing; the authority is yet to be proven.
  case representative(SignerIdentity)

  public var identity: SignerIdentity {
    switch self {
    case .filer(let identity), .representative(let identity): identity
    }
  }
}

extension ItemUnderReview {
  /// Signatures that passed and cover the whole content: no other says anything of who filed.
  public var verifiedSignatures: [SignatureFacts] {
    signatures.filter { $0.indication == .passed && $0.coverage == .full }
  }

  /// The filer among the signers, or else the representative; nil where neither signed.
  var provenSigner: FilingSigner? {
    guard let submission, let filer = submission.filingParticipant else { return nil }
    let signers = verifiedSignatures.compactMap { $0.certificate.flatMap(reference.identify) }
    if let signer = signers.first(where: filer.identity.isHeld) { return .filer(signer) }
    guard let representative = submission.representative else { return nil }
    return signers.first(where: representative.identity.isHeld).map(FilingSigner.representative)
  }

  /// The court that the item is addressed to, if the directory knows it.
  public var destinationCourt: Court? {
    destination.court.flatMap { CourtCode($0.value) }.flatMap { reference.courts[$0] }
  }
}
