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

    /// Those that prove that the signature value existed.
    var ofValue: [TimeStampConclusion] { timeStamps.filter { $0.time != nil && $0.stamp.kind.isOfValue } }
  }

  /// - Throws: ``SourceFailure`` when octets cannot be read.
  func conclude(onTimeOf contents: SignatureContents, paths: PathValidator?) async throws -> TimeConclusion {
    let validation = TimeStampValidation(contents: contents, paths: paths, policy: policy, time: time)
    var conclusions: [TimeStampConclusion] = []
    var imprints = ImprintMemory()
    for stamp in contents.properties?.evaluatedTimeStamps ?? [] {
      conclusions += try await validation.conclude(on: stamp, &imprints)
    }
    return TimeConclusion(
      bestSignatureTime: min(time, conclusions.filter(\.stamp.kind.isOfValue).compactMap(\.time).min() ?? time),
      notBefore: conclusions.filter(\.stamp.kind.isOfContent).compactMap(\.time).max(), timeStamps: conclusions)
  }

  /// The blocks of all time-stamps, and what they prove together (§5.5.4 steps 3 and 4).
  func recordBestSignatureTime(
    _ times: TimeConclusion, of contents: SignatureContents, _ record: inout ValidationRecord
  ) {
    for conclusion in times.timeStamps { record.include(conclusion.block) }
    let archival = contents.properties?.unsigned.archiveTimeStamps.count ?? 0
    if archival > 0 {
      record.record(
        .notEvaluated(.archiveTimeStamp, "\(archival) archive time-stamps are there, and are not evaluated"))
    }
    let first = times.ofValue.min { ($0.time ?? time) < ($1.time ?? time) }
    guard let first, let proof = first.record else {
      return record.record(
        .notEvaluated(.bestSignatureTime, "no time-stamp proves an earlier time than that of validation"))
    }
    record.pass(
      .bestSignatureTime, first.stamp.kind.name, evidence: [.time(times.bestSignatureTime), .timeStamp(proof)])
  }

  /// What a time-stamp that proves nothing means for the signature.
  func judge(_ conclusion: TimeStampConclusion, _ record: inout ValidationRecord) {
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

  /// What must have been time-stamped before what (§5.5.4 step 6). Of each kind the earliest is compared with the latest of the
  /// kinds before it, so that many time-stamps make no more than one finding for each kind.
  func checkOrder(of times: TimeConclusion, _ record: inout ValidationRecord) {
    let proven = times.timeStamps.filter { $0.time != nil }
    for order in Set(proven.map(\.stamp.kind.order)).sorted() {
      let before = proven.filter { $0.stamp.kind.order < order }.max { ($0.time ?? time) < ($1.time ?? time) }
      let later = proven.filter { $0.stamp.kind.order == order }.min { ($0.time ?? time) < ($1.time ?? time) }
      guard let before, let later, let first = before.time, let second = later.time,
        first > second.addingTimeInterval(policy.timeStamps.tolerance)
      else { continue }
      record.fail(
        .timeStampOrder, .timestampOrderFailure,
        SignatureFinding(
          .timeStampOrder, at: later.stamp.node,
          "\(before.stamp.kind.name) of \(first.formatted(.iso8601)) must not be later than "
            + "\(later.stamp.kind.name) of \(second.formatted(.iso8601))"))
    }
  }

  /// The delay from the claimed time to the time that is proven (§5.5.4 step 7).
  func checkDelay(of times: TimeConclusion, _ contents: SignatureContents, _ record: inout ValidationRecord) {
    let best = times.bestSignatureTime
    guard let delay = policy.timeStamps.longestDelay, let claimed = contents.properties?.signed.signingTime?.date,
      !times.ofValue.isEmpty, best > claimed.addingTimeInterval(delay)
    else { return }
    record.fail(
      .timeStampOrder, .sigConstraintsFailure,
      SignatureFinding(
        .timeStampOrder, at: contents.properties?.node,
        "the time-stamp of \(best.formatted(.iso8601)) is too long after the claimed signing time of "
          + claimed.formatted(.iso8601)))
  }
}

extension XAdESTimeStamp.Kind {
  /// Made before the signature, over what is signed.
  var isOfContent: Bool { order == 0 }

  /// Made over the signature value. One over the references to validation data alone is not: those may have been taken from
  /// an older signature of the same signer, together with their time-stamp.
  var isOfValue: Bool {
    switch self {
    case .signature, .signatureAndReferences, .archive: true
    case .allDataObjects, .individualDataObjects, .referencesOnly: false
    }
  }

  fileprivate var order: Int {
    switch self {
    case .allDataObjects, .individualDataObjects: 0
    case .signature: 1
    case .signatureAndReferences, .referencesOnly: 2
    case .archive: 3
    }
  }
}
