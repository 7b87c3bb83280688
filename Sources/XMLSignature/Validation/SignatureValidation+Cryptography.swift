/// Cryptographic verification (EN 319 102-1 §5.2.7).
extension SignatureValidation {
  /// Step 1: the signed data must be there. Nothing is read yet, and nothing is fetched ever.
  func locate(
    _ references: [Reference], with processor: ReferenceProcessor, _ record: inout ValidationRecord
  ) {
    for reference in references where !processor.canLocate(reference.target) {
      record.fail(
        .signedDataFound, .signedDataNotFound,
        SignatureFinding(
          .signedDataNotFound, at: reference.node,
          "the reference \"\(reference.uri)\" leads to nothing in this document"
            + (reference.isDetached ? " and to no file that was given; nothing is fetched" : "")))
    }
    if references.allSatisfy({ processor.canLocate($0.target) }) {
      record.pass(.signedDataFound, "references: \(references.count)")
    }
  }

  func verifyCryptography(
    _ structure: SignatureStructure, with key: VerificationKey, _ processor: ReferenceProcessor,
    _ record: inout ValidationRecord
  ) throws {
    // The signature value before the digests: references are processed only once SignedInfo is known to be the signer's
    // (rule 6).
    guard try isValueValid(structure, with: key, &record) else { return }
    for reference in structure.references where processor.canLocate(reference.target) {
      try verify(reference, with: processor, &record)
    }
    record.isProven = structure.references.allSatisfy { processor.canLocate($0.target) }
    if record.core != .valid { record.covered = .empty }
  }

  private func isValueValid(
    _ structure: SignatureStructure, with key: VerificationKey, _ record: inout ValidationRecord
  ) throws -> Bool {
    // One of them is nil only where something is outside the profile, which has been noted.
    guard let canonicalization = structure.canonicalization, let algorithm = structure.algorithm,
      let value = structure.value
    else { return false }
    let signedInfo: [UInt8]
    do {
      signedInfo = try tree.canonicalOctets(NodeSet(subtree: structure.signedInfo, of: tree), by: canonicalization)
    } catch let error as CanonicalizationError {
      record.refute(FormatFault(node: structure.signedInfo, detail: "no canonical form: \(error)"))
      return false
    }
    if key.isValidInDER(value, over: signedInfo, by: algorithm) {
      record.leaveProfile(
        UnsupportedUse(
          algorithm: UnsupportedAlgorithm(
            role: "signature value", identifier: "in DER (XMLDSig 1.1 §6.4.3: raw r and s)"),
          node: structure.node))
      return false
    }
    guard key.isValid(value, over: signedInfo, by: algorithm) else {
      record.fail(
        .signatureValue, .sigCryptoFailure,
        SignatureFinding(
          .cryptoFailure, at: structure.node,
          "the signature value was not made over this SignedInfo with the signer's key (\(key.name))"))
      return false
    }
    record.pass(
      .signatureValue, "\(algorithm.name), \(key.name)", evidence: record.signer.map { [.certificate($0)] } ?? [])
    return true
  }

  private func verify(
    _ reference: Reference, with processor: ReferenceProcessor, _ record: inout ValidationRecord
  ) throws {
    do {
      let outcome = try processor.process(reference)
      guard constantTimeEqual(outcome.digest, reference.digest) else {
        return record.fail(
          .referenceDigest, .hashFailure,
          SignatureFinding(
            .hashFailure, at: reference.node, "what the reference \"\(reference.uri)\" points at was changed"))
      }
      record.pass(.referenceDigest, "\"\(reference.uri)\", \(reference.digestAlgorithm.name)")
      record.covered = record.covered.union(outcome.coverage)
    } catch let obstacle as ReferenceProcessor.Obstacle {
      switch obstacle {
      case .unsupported(let algorithm):
        record.leaveProfile(UnsupportedUse(algorithm: algorithm, node: reference.node))
      case .malformed(let detail): record.refute(FormatFault(node: reference.node, detail: detail))
      }
    }
  }
}
