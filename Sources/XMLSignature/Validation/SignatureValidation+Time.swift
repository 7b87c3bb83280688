import FoundationEssentials

/// Validation with time (EN 319 102-1 §5.5), on top of the basic process.
///
/// A signature is judged at its best-signature-time: the earliest time at which a valid time-stamp proves that it existed,
/// or the time of validation without one. Where the standard amends the conclusions about the certificate one by one
/// (§5.5.4 step 5), the certificate is validated anew at that time: path, revocation, validity and algorithms.
extension SignatureValidation {
  /// What was established about time.
  struct TimeConclusion {
    /// The earliest time at which the signature is proven to have existed.
    let bestSignatureTime: Date
    /// The latest time at which it is proven not to have existed yet: its content was time-stamped before it was signed.
    let notBefore: Date?
    let timeStamps: [TimeStampConclusion]
  }

  /// - Throws: ``SourceFailure`` when octets cannot be read.
  func conclude(onTimeOf contents: SignatureContents, paths: PathValidator?) async throws -> TimeConclusion {
    let validation = TimeStampValidation(contents: contents, paths: paths, policy: policy, time: time)
    var conclusions: [TimeStampConclusion] = []
    for stamp in contents.properties?.evaluatedTimeStamps ?? [] {
      conclusions += try await validation.conclude(on: stamp)
    }
    return TimeConclusion(
      bestSignatureTime: min(time, conclusions.filter { !$0.stamp.kind.isOfContent }.compactMap(\.time).min() ?? time),
      notBefore: conclusions.filter(\.stamp.kind.isOfContent).compactMap(\.time).max(), timeStamps: conclusions)
  }

  func recordTimeStamps(_ times: TimeConclusion, of contents: SignatureContents, _ record: inout ValidationRecord) {
    for conclusion in times.timeStamps { note(conclusion, &record) }
    let archival = contents.properties?.unsigned.archiveTimeStamps.count ?? 0
    if archival > 0 {
      record.record(
        .notEvaluated(.archiveTimeStamp, "\(archival) archive time-stamps are there, and are not evaluated"))
    }
    checkTimes(times, of: contents, &record)
  }

  private func note(_ conclusion: TimeStampConclusion, _ record: inout ValidationRecord) {
    record.include(conclusion.block)
    let evidence = conclusion.record.map { [Evidence.timeStamp($0)] } ?? []
    guard let finding = conclusion.finding else { return }
    switch conclusion.status {
    case .proven: break
    case .open: record.record(.warning(.timeStampSignature, finding, evidence: evidence))
    case .broken:
      // A content time-stamp is signed: the signer vouches for what is broken.
      if policy.timeStamps.broken == .refuse || conclusion.stamp.kind.isOfContent {
        record.fail(.timeStampSignature, .sigConstraintsFailure, finding, evidence: evidence)
      } else {
        record.record(.warning(.timeStampSignature, finding, evidence: evidence))
      }
    }
  }

  /// Steps of §5.5.4 that concern time-stamps alone: their order, and the delay from the claimed time.
  private func checkTimes(_ times: TimeConclusion, of contents: SignatureContents, _ record: inout ValidationRecord) {
    let tolerance = policy.timeStamps.tolerance
    let proven = times.timeStamps.filter { $0.time != nil }
    for (earlier, later) in orderedPairs(proven) {
      guard let first = earlier.time, let second = later.time, first > second.addingTimeInterval(tolerance) else {
        continue
      }
      record.fail(
        .timeStampOrder, .timestampOrderFailure,
        SignatureFinding(
          .timeStampOrder, at: later.stamp.node,
          "\(earlier.stamp.kind.name) of \(first.formatted(.iso8601)) must not be later than "
            + "\(later.stamp.kind.name) of \(second.formatted(.iso8601))"))
    }
    let best = times.bestSignatureTime
    if let delay = policy.timeStamps.longestDelay, let claimed = contents.properties?.signed.signingTime?.date,
      !times.timeStamps.isEmpty, best > claimed.addingTimeInterval(delay)
    {
      record.fail(
        .timeStampOrder, .sigConstraintsFailure,
        SignatureFinding(
          .timeStampOrder, at: contents.properties?.node,
          "the time-stamp of \(best.formatted(.iso8601)) is too long after the claimed signing time of "
            + claimed.formatted(.iso8601)))
    }
    let first = proven.filter { !$0.stamp.kind.isOfContent }.min { ($0.time ?? time) < ($1.time ?? time) }
    guard let first, let proof = first.record else {
      return record.record(
        .notEvaluated(.bestSignatureTime, "no time-stamp proves an earlier time than that of validation"))
    }
    record.pass(.bestSignatureTime, first.stamp.kind.name, evidence: [.time(best), .timeStamp(proof)])
  }

  /// What must have been time-stamped before what (§5.5.4, time-stamp coherence in order of kind).
  private func orderedPairs(
    _ conclusions: [TimeStampConclusion]
  ) -> [(TimeStampConclusion, TimeStampConclusion)] {
    conclusions.flatMap { earlier in
      conclusions.filter { earlier.stamp.kind.order < $0.stamp.kind.order }.map { (earlier, $0) }
    }
  }
}

extension XAdESTimeStamp.Kind {
  /// Made before the signature, over what is signed.
  var isOfContent: Bool { order == 0 }

  fileprivate var order: Int {
    switch self {
    case .allDataObjects, .individualDataObjects: 0
    case .signature: 1
    case .signatureAndReferences, .referencesOnly: 2
    case .archive: 3
    }
  }
}
