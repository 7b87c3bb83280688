extension Rule {
  /// One of the signers is the filer. Where only the named representative signed, a clerk decides: a power of attorney
  /// that the representative names or attaches proves nothing by itself (DESIGN.md §6).
  static let signerIsFiler = Rule("signer-is-filer") { item in
    guard let submission = item.submission, let filer = submission.filingParticipant else { return [] }
    switch item.filingSigner {
    case .filer: return []
    case .representative(let signer):
      var arguments = [Finding.Argument("signer", signer.label), Finding.Argument("filer", filer.identity.label)]
      if let number = submission.representative?.powerOfAttorney?.number {
        arguments.append(Finding.Argument("number", number.value))
      }
      return [
        Finding(.representativeAuthorityUnproven, at: submission.representative?.location, arguments: arguments)
      ]
    case nil:
      return item.verifiedSignatures.map { signature in
        guard let certificate = signature.certificate, let signer = item.reference.identify(certificate) else {
          return Finding(
            .signerNotIdentified, at: signature.location,
            [
              "signer": signature.certificate?.subjectLabel ?? "", "issuer": signature.certificate?.issuerLabel ?? "",
            ])
        }
        return Finding(
          .signerNotFiler, at: signature.location, ["signer": signer.label, "filer": filer.identity.label])
      }
    }
  }
}
