extension Rule {
  /// A scan batch is sealed by the court that it is meant for. The seal stands in place of the rules on filers.
  static let batchSeal = Rule("batch-seal") { item in
    guard case .scan(_, let batch) = item.content, let court = item.destinationCourt else { return [] }
    let certificates = item.verifiedSignatures.compactMap(\.certificate)
    // Without a verified signature there is no seal to judge; the signature rules have said so.
    guard let first = certificates.first, !certificates.contains(where: { court.seals.contains($0.fingerprint) })
    else { return [] }
    return [
      Finding(.batchSealNotOfCourt, at: batch.location, ["court": court.code.text, "signer": first.subjectLabel])
    ]
  }
}
