/// Steps, checks, findings and evidence in English.
extension EnglishWording {
  func title(_ kind: BuildingBlock.Kind) -> String {
    switch kind {
    case .formatChecking: "Form of the signature"
    case .signingCertificate: "Which certificate was used"
    case .validationContext: "Rules for the check"
    case .x509Validation: "Trust in the certificate"
    case .cryptographicVerification: "Content unchanged"
    case .signatureAcceptance: "Conditions of acceptance"
    case .timeStamp: "Time-stamp"
    case .validationWithTime: "Validity at the proven time"
    }
  }

  func success(_ kind: BuildingBlock.Kind) -> String {
    switch kind {
    case .formatChecking: "The signature is complete and built as the standard wants it."
    case .signingCertificate: "The signature says which certificate it belongs to."
    case .validationContext: "The rules by which the signature is checked are known."
    case .x509Validation:
      "The certificate leads to an issuer that is trusted, and nothing that is known speaks against it at the time of the check."
    case .cryptographicVerification: "The signed content is the same, to the last character, as when it was signed."
    case .signatureAcceptance: "The signature meets the conditions under which it is accepted."
    case .timeStamp: "A trusted time-stamp authority confirms that the signature existed at its time."
    case .validationWithTime: "At the time that is proven, the signature and the certificate were good."
    }
  }

  func question(_ check: Check.Name) -> String {
    switch check {
    case .structure: "Is the signature built as the standard wants it?"
    case .profile: "Does it use only methods that are accepted here?"
    case .identifiersUnique: "Is it clear which part of the document the signature points at?"
    case .signingCertificateFound: "Is the signer's certificate there?"
    case .signingCertificateBound: "Did the signer sign with this very certificate?"
    case .validationPolicy: "By which rules is the signature checked?"
    case .signaturePolicy: "Is the signature policy that the signer named known?"
    case .chainFound: "Does the certificate lead to a trusted issuer?"
    case .chainConstraints: "May every certificate on the way be used for what it is used for?"
    case .revocation: "Is the certificate not revoked?"
    case .revocationFreshness: "Is what is known about revocation recent enough?"
    case .certificateValidity: "Was the certificate in its period of validity?"
    case .certificateAlgorithms: "Are the certificates made with methods that are strong enough?"
    case .signedDataFound: "Is everything there that was signed?"
    case .signatureValue: "Was the signature made with the key of this certificate?"
    case .referenceDigest: "Is the content unchanged since it was signed?"
    case .signedProperties: "Are the signer's statements about the signature signed as well?"
    case .manifest: "Is everything checked that a list of further files names?"
    case .counterSignature: "Does the counter-signature confirm the signature in which it stands?"
    case .validationData: "Can everything be read that was added to the signature as evidence?"
    case .signatureAlgorithms: "Was the signature made with methods that are strong enough?"
    case .level: "Does the signature have the level that is demanded?"
    case .timeStampImprint: "Does the time-stamp belong to this signature?"
    case .timeStampSignature: "Is the time-stamp itself signed and unchanged?"
    case .timeStampAuthority: "Is the time-stamp authority trusted?"
    case .timeStampAlgorithms: "Is the time-stamp made with methods that are strong enough?"
    case .bestSignatureTime: "Is it proven when the signature existed at the latest?"
    case .timeStampOrder: "Do the times agree with each other?"
    case .archiveTimeStamp: "Is the time-stamp for the archive evaluated?"
    }
  }

  func answer(_ outcome: Check.Outcome) -> String {
    switch outcome {
    case .passed: "Yes"
    case .failed: "No"
    case .indeterminate: "Open"
    case .warning: "Note"
    case .notEvaluated: "Not evaluated"
    }
  }

  func answer(_ standing: Standing) -> String {
    switch standing {
    case .passed: "Good"
    case .failed: "Failed"
    case .open: "Open"
    case .warning: "Note"
    case .notEvaluated: "Not evaluated"
    case .empty: "Not applicable"
    case .settled: "Settled"
    case .notReached: "Not examined"
    }
  }

  func text(_ finding: SignatureFinding.Code) -> String {
    switch finding {
    case .formatFailure: "The signature is not built as the standard wants it."
    case .idsNotUnique: "Several parts of the document have the same identifier, so it is not certain what was signed."
    case .unsupported: "The signature uses a method that is not accepted here, so this could not be checked."
    case .hashFailure: "The content is not the one that was signed: it was changed afterwards."
    case .cryptoFailure: "The signature was not made with the key of this certificate, or was itself changed."
    case .signedDataNotFound: "Something that was signed is not in the document and was not handed in with it."
    case .coveragePartial: "A part of the document is not signed by anybody."
    case .noSigningCertificate: "The signature does not bring the certificate of its signer."
    case .signingCertificateMismatch: "The certificate is not the one that the signer named when signing."
    case .constraintsFailure: "The signature breaks a condition of acceptance."
    case .noCertificateChain: "The certificate does not lead to an issuer that is trusted here."
    case .chainConstraintsFailure: "A certificate on the way to the trusted issuer may not be used for this purpose."
    case .certificateUnsupported: "A certificate is made in a way that cannot be checked here."
    case .certificateExpired: "The certificate had expired."
    case .certificateNotYetValid: "The certificate was not valid yet."
    case .certificateRevoked: "The certificate was revoked by its issuer."
    case .certificateOnHold: "The certificate was suspended by its issuer."
    case .revocationUnknown: "It is not known whether the certificate was revoked."
    case .revocationStale: "What is known about revocation is out of date."
    case .algorithmTooWeak: "A method was used that is no longer considered strong enough."
    case .validationDataUnreadable: "Something that was added to the signature as evidence cannot be read."
    case .timeStampInvalid: "A time-stamp cannot be relied on."
    case .timeStampOrder: "The times that are stated contradict each other."
    case .levelTooLow: "The signature does not have the level that is demanded here."
    case .signaturePolicyNotAvailable: "The signature policy that the signer named is not at hand."
    }
  }

  func text(_ reason: RevocationReason) -> String {
    switch reason {
    case .unspecified: "no reason stated"
    case .keyCompromise: "somebody else may have got hold of the signer's key"
    case .cACompromise: "somebody else may have got hold of the issuer's key"
    case .affiliationChanged: "the holder's name or organisation changed"
    case .superseded: "replaced by another certificate"
    case .cessationOfOperation: "no longer needed for its purpose"
    case .certificateHold: "suspended for the time being"
    case .removeFromCRL: "the suspension was lifted"
    case .privilegeWithdrawn: "the holder lost the right that the certificate stated"
    case .aACompromise: "somebody else may have got hold of the key of the authority that confirmed the holder's rights"
    }
  }

  func name(_ kind: RevocationRecord.Kind) -> String {
    switch kind {
    case .list: "List of revoked certificates (CRL)"
    case .answer: "Answer about one certificate (OCSP)"
    }
  }

  func text(_ origin: RevocationRecord.Origin) -> ReportSentence {
    switch origin {
    case .signature: "the signature"
    case .timeStamp: "the time-stamp"
    case .trustFolder: "the folder of trusted certificates"
    case .source(let address): "the configured source \(address)"
    }
  }
}
