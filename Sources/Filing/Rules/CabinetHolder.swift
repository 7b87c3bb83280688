extension Rule {
  /// A cabinet is the signer's own: of the FİN or VÖEN that the verified certificate carries, whatever the text says.
  static let cabinetHolder = Rule("cabinet-holder") { item in
    guard case .cabinetRequest(let request) = item.content, item.cabinetHolder == nil else { return [] }
    return item.verifiedSignatures.map { signature in
      guard let certificate = signature.certificate, let signer = item.reference.identify(certificate) else {
        return Finding(
          .signerNotIdentified, at: signature.location,
          ["signer": signature.certificate?.subjectLabel ?? "", "issuer": signature.certificate?.issuerLabel ?? ""])
      }
      return Finding(
        .cabinetHolderDiffers, at: request.location, ["stated": request.holder.label, "signer": signer.label])
    }
  }
}

/// Whose cabinet a request is about, as far as a verified signature proves it.
public struct CabinetHolder: Sendable, Hashable {
  public let number: PartyNumber
  public let signer: SignerIdentity
  /// SHA-256 of the certificate that signed.
  public let certificate: ContentHash
}

extension ItemUnderReview {
  /// The signer, by the number that the certificate carries. The text chooses between the person's and the organisation's, where
  /// a certificate carries both, and gives neither.
  public var cabinetHolder: CabinetHolder? {
    guard case .cabinetRequest(let request) = content else { return nil }
    return verifiedSignatures.lazy.compactMap { signature -> CabinetHolder? in
      guard let certificate = signature.certificate, let signer = reference.identify(certificate),
        let number = signer.number(for: request.holder)
      else { return nil }
      return CabinetHolder(number: number, signer: signer, certificate: certificate.fingerprint)
    }.first
  }
}

extension SignerIdentity {
  /// Nil where the certificate carries none of the kind, or another than is stated.
  fileprivate func number(for stated: PartyIdentity) -> PartyNumber? {
    switch stated.kind {
    case .person:
      guard let fin, stated.fin.map({ $0.value == fin.text }) ?? true else { return nil }
      return .person(fin)
    case .organisation:
      guard let voen, stated.voen.map({ $0.value == voen.text }) ?? true else { return nil }
      return .organisation(voen)
    }
  }
}
