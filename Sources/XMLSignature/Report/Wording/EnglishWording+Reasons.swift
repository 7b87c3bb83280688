/// Why signatures do not pass, in English.
extension EnglishWording {
  func account(of reason: SubIndication) -> ReasonAccount {
    switch reason {
    case .formatFailure: Self.formatFailure
    case .hashFailure: Self.hashFailure
    case .sigCryptoFailure: Self.sigCryptoFailure
    case .revoked: Self.revoked
    case .expired: Self.expired
    case .notYetValid: Self.notYetValid
    case .sigConstraintsFailure: Self.sigConstraintsFailure
    case .chainConstraintsFailure: Self.chainConstraintsFailure
    case .certificateChainGeneralFailure: Self.certificateChainGeneralFailure
    case .cryptoConstraintsFailure: Self.cryptoConstraintsFailure
    case .cryptoConstraintsFailureNoPOE: Self.cryptoConstraintsFailureNoPOE
    case .policyProcessingError: Self.policyProcessingError
    case .signaturePolicyNotAvailable: Self.signaturePolicyNotAvailable
    case .timestampOrderFailure: Self.timestampOrderFailure
    case .noSigningCertificateFound: Self.noSigningCertificateFound
    case .noCertificateChainFound: Self.noCertificateChainFound
    case .noCertificateChainFoundNoPOE: Self.noCertificateChainFoundNoPOE
    case .revokedNoPOE: Self.revokedNoPOE
    case .revokedCANoPOE: Self.revokedCANoPOE
    case .outOfBoundsNotRevoked: Self.outOfBoundsNotRevoked
    case .outOfBoundsNoPOE: Self.outOfBoundsNoPOE
    case .revocationOutOfBoundsNoPOE: Self.revocationOutOfBoundsNoPOE
    case .noPOE: Self.noPOE
    case .tryLater: Self.tryLater
    case .signedDataNotFound: Self.signedDataNotFound
    }
  }

  // MARK: Final

  private static let formatFailure = ReasonAccount(
    statement: "This signature is not built as the standard demands, and so it is not valid.",
    cause: """
      The signature breaks the rules by which signatures are written, so that it is not certain what it says or what \
      it covers.
      """,
    meaning: """
      The signature proves nothing. A faulty signing program may be the reason, but also an attempt to pass one content \
      off as another.
      """,
    remedy: "Have the document signed again, with another signing program if need be.")
  private static let hashFailure = ReasonAccount(
    statement: "This document was changed after it was signed.",
    cause: """
      A signature holds a digital fingerprint of the content. This content has another fingerprint, so at least one \
      character is not as it was signed.
      """,
    meaning: """
      The signature does not apply to the document in this form, and the document must not be attributed to the person \
      whom it names. Whether somebody changed it on purpose or a program did by mistake, the signature does not say.
      """,
    remedy: "Ask the sender for the original file as it was signed, or have the document signed again.")
  private static let sigCryptoFailure = ReasonAccount(
    statement: "This signature was not made with the key of the certificate that it shows.",
    cause: """
      Each certificate belongs to one key. This signature does not fit that key: it was made with another one, or the \
      signature itself was changed.
      """,
    meaning: """
      Nothing proves that the person named in the certificate signed this document. It must not be attributed to that \
      person.
      """,
    remedy: "Ask the named person whether they signed, and have the document signed again.")
  private static let revoked = ReasonAccount(
    statement: "This document was signed with a certificate that had been revoked before.",
    cause: "The issuer had revoked the certificate, and it is proven that the signature was made only afterwards.",
    meaning: """
      The signature is not valid. From its revocation on nobody may sign with a certificate, often because its key may \
      be in other hands.
      """,
    remedy: "Have the document signed again with a valid certificate.")
  private static let expired = ReasonAccount(
    statement: "This document was signed with a certificate that had already expired.",
    cause: "It is proven that the signature was made after the certificate's period of validity.",
    meaning: "The signature is not valid, because the issuer no longer vouched for the signer at that time.",
    remedy: "Have the document signed again with a valid certificate.")
  private static let notYetValid = ReasonAccount(
    statement: "This document was signed before the certificate became valid.",
    cause: "It is proven that the signature was made before the certificate's period of validity began.",
    meaning: "The signature is not valid, because the issuer did not vouch for the signer yet at that time.",
    remedy: "Have the document signed again, and have the clock of the signing device checked.")

  // MARK: Signature and policy

  private static let sigConstraintsFailure = ReasonAccount(
    statement: "it is not made in a way that is accepted here.",
    cause: """
      The signature uses a method that is not accepted, or a statement in it breaks a condition of acceptance. The \
      findings say which.
      """,
    meaning: "It is neither confirmed nor refuted. It must not be relied on as it stands.",
    remedy: "Have the document signed again with an ordinary signature (ASAN İmza, e-İmza or identity card).")
  private static let signedDataNotFound = ReasonAccount(
    statement: "something that was signed is missing.",
    cause: "The signature names a file or a part that is neither in the document nor was handed in with it.",
    meaning: "Without it nobody can say whether it is what was signed. The signature is neither confirmed nor refuted.",
    remedy: "Ask the sender for all files that belong to the signature, and check them together.")
  private static let noSigningCertificateFound = ReasonAccount(
    statement: "it is not known whose it is.",
    cause: """
      The signature does not bring the certificate of its signer, or another one than the signer named. Only a \
      certificate says to whom a key belongs.
      """,
    meaning: "The document cannot be attributed to anybody on the strength of this signature.",
    remedy: "Ask for the document to be signed again by a program that adds the signer's certificate.")
  private static let signaturePolicyNotAvailable = ReasonAccount(
    statement: "the rules under which the signer signed are not at hand.",
    cause: "The signer named a signature policy, and its text, which would have to be compared, is missing.",
    meaning: "Under which conditions the signer wanted to sign is not known.",
    remedy: "Ask the sender for the signature policy, and repeat the check with it.")
  private static let policyProcessingError = ReasonAccount(
    statement: "the rules under which the signer signed cannot be read.",
    cause: "The signer named a signature policy, and it cannot be evaluated.",
    meaning: "Under which conditions the signer wanted to sign is not known.",
    remedy: "Ask the sender for a readable signature policy, or have the document signed again without one.")
  private static let cryptoConstraintsFailure = ReasonAccount(
    statement: "it was made with a method that was no longer considered safe at that time.",
    cause: "The method of the signature or of a certificate is so weak that it might be forged.",
    meaning: "A forgery cannot be ruled out. The signature must not be relied on alone.",
    remedy: "Have the document signed again with a method of today.")
  private static let cryptoConstraintsFailureNoPOE = ReasonAccount(
    statement: "it uses a method that is no longer considered safe, and nothing proves that it is older than that.",
    cause: """
      The method of the signature or of a certificate was good once. Without a time-stamp it cannot be shown that the \
      signature is from that time.
      """,
    meaning: "A later forgery cannot be ruled out. The signature must not be relied on alone.",
    remedy: "Look for other proof of when the document existed, or have it signed again with a method of today.")

  // MARK: Certificates

  private static let noCertificateChainFound = ReasonAccount(
    statement: "nobody who is trusted here confirms who the signer is.",
    cause: """
      Anybody can make a certificate in any name. It counts only if it leads, step by step, to an issuer that is \
      trusted; this one leads to none.
      """,
    meaning: """
      The name in the certificate is a mere claim. Who really signed is open, and the document must not be attributed \
      to the named person on the strength of this signature.
      """,
    remedy: """
      Find out whether the issuer is an accredited certification centre. If it is, have its certificate added to the \
      trusted ones and repeat the check; if not, ask for a signature by ASAN İmza, e-İmza or identity card.
      """)
  private static let noCertificateChainFoundNoPOE = ReasonAccount(
    statement: "the trust in the certificate's issuer has ended, and nothing proves that the signature is older.",
    cause: "The issuer was trusted until a certain day, and no time-stamp shows that the signature is from before it.",
    meaning: "Who signed is open until it is proven when the signature was made.",
    remedy: "Look for other proof of when the document existed, or have it signed again.")
  private static let chainConstraintsFailure = ReasonAccount(
    statement: "a certificate is used for something that it was not issued for.",
    cause: """
      Each certificate says what it may be used for. The signer's, or one on the way to the trusted issuer, does not \
      allow this use.
      """,
    meaning: "The issuer does not vouch for such a signature. It must not be relied on as it stands.",
    remedy: "Have the document signed again with a certificate that is meant for signing documents.")
  private static let certificateChainGeneralFailure = ReasonAccount(
    statement: "the certificate cannot be checked.",
    cause: "The signer's certificate, or one on the way to the trusted issuer, is damaged or of an unusual kind.",
    meaning: "Who signed is open. The signature is neither confirmed nor refuted.",
    remedy: "Have the certificate examined by a specialist, or have the document signed again with another one.")
  private static let revokedNoPOE = ReasonAccount(
    statement: "the signer's certificate was revoked, and nothing proves that the signature is older.",
    cause: """
      The issuer has revoked the certificate. A signature from before would stay good, but no time-stamp shows when this \
      one was made; the time that the signer states proves nothing.
      """,
    meaning: """
      The signature may come from the signer or, after the revocation, from somebody else who holds the key. It must not \
      be relied on alone.
      """,
    remedy: """
      Look for other proof that the document was signed before the revocation, such as the time at which it was \
      received, or have it signed again.
      """)
  private static let revokedCANoPOE = ReasonAccount(
    statement: "the certificate of the signer's issuer was revoked, and nothing proves that the signature is older.",
    cause: "A certificate on the way from the signer to the trusted issuer was revoked, and no time-stamp helps.",
    meaning: "Who signed is open: after the revocation, certificates in any name could have been issued.",
    remedy: "Look for other proof of when the document was signed, or have it signed again with another certificate.")
  private static let outOfBoundsNotRevoked = ReasonAccount(
    statement:
      "the certificate was not valid at the time of the check, and nothing proves that the signature is older.",
    cause: """
      The certificate was outside its period of validity. It was not revoked, but no time-stamp shows that the signature \
      was made while it was valid.
      """,
    meaning: "The signature may be a good one from the time before, or a later one. The signature alone cannot tell.",
    remedy: "Look for other proof of when the document was signed, or have it signed again.")
  private static let outOfBoundsNoPOE = ReasonAccount(
    statement:
      "the certificate was not valid at the time of the check, and nothing proves when the signature was made.",
    cause: """
      The certificate had expired or was not valid yet at the time of the check. A signature from its period of validity \
      would be good, but no time-stamp shows when this one was made; the time that the signer states proves nothing.
      """,
    meaning: "The signature may be a good one from that period, or not. It must not be relied on alone.",
    remedy: """
      Look for other proof of when the document was signed, such as the time at which it was received, or have it signed \
      again with a valid certificate.
      """)
  private static let revocationOutOfBoundsNoPOE = ReasonAccount(
    statement: "what is known about revocation comes from somebody whose own certificate is no longer valid.",
    cause: "The list or answer about revocation is signed with a certificate that was outside its period of validity.",
    meaning: "Whether the signer's certificate was revoked is open.",
    remedy: "Have newer evidence about revocation obtained from the issuer, and repeat the check.")

  // MARK: Time

  private static let timestampOrderFailure = ReasonAccount(
    statement: "the times in it contradict each other.",
    cause:
      "Time-stamps, or a time-stamp and the time that the signer states, are not in the order in which they must be.",
    meaning: "It is not certain when the signature was made.",
    remedy: "Ask the sender how the signature came about, or have the document signed again.")
  private static let noPOE = ReasonAccount(
    statement: "nothing proves that it was made in time.",
    cause: "Something was good only until a certain day, and no time-stamp shows that the signature is from before it.",
    meaning: "The signature may be a good one from the time before, or a later one. The signature alone cannot tell.",
    remedy: "Look for other proof of when the document was signed, or have it signed again.")
  private static let tryLater = ReasonAccount(
    statement: "it is not known yet whether the certificate had been revoked.",
    cause: "The issuer's list or answer about revoked certificates is missing or out of date.",
    meaning: """
      Nothing speaks against the signature so far, but if the certificate had been revoked, it would be worthless. This \
      is a delay and not a fault of the signer.
      """,
    remedy: "Repeat the check later, when a newer list or answer of the issuer is there.")
}
