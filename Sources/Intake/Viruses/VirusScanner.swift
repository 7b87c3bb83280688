import Filing
import Synchronization

/// Has every document scanned for viruses. One that the scanner did not call clean itself is not clean.
final class VirusScanner: Sendable {
  private let client: ClamClient
  /// Since when, and why, nobody waits for a scanner that hung: a thousand documents cost its silence once.
  private let silence = Mutex<(absence: ScannerAbsence, until: SuspendingClock.Instant)?>(nil)

  private static let silenceTerm = Duration.seconds(60)

  init(_ settings: VirusScanSettings) { client = ClamClient(settings: settings) }

  /// It blocks its thread, for the time limit at most.
  ///
  /// - Throws: What the world throws when the document cannot be read.
  func check(_ document: DocumentBytes) throws -> VirusCheck {
    let largest = client.settings.largest
    guard document.size <= largest else {
      return .incomplete(reason: "it has \(document.size) octets, and the scanner takes \(largest)")
    }
    if let absence = knownSilence() { return .scannerAway(reason: absence.reason) }
    switch try client.scan(document) {
    case .success(.clean): return .clean
    case .success(.found(let signature)): return .infected(signature: signature)
    case .success(.cut(let limit)): return .incomplete(reason: "it goes beyond a limit of the scanner, \(limit)")
    case .success(.error(let text)): return .scannerAway(reason: "the scanner reports an error (\(text))")
    case .failure(let absence):
      // One document may be too much for it; a scanner that does not answer at all is too much for all of them.
      if case .silent = absence, client.ping() != nil { note(absence) }
      return .scannerAway(reason: absence.reason)
    }
  }

  private func knownSilence() -> ScannerAbsence? {
    guard let known = silence.withLock({ $0 }) else { return nil }
    if known.until > .now { return known.absence }
    // Asked in short, before a document is tried on it.
    guard client.ping() != nil else {
      silence.withLock { $0 = nil }
      return nil
    }
    note(known.absence)
    return known.absence
  }

  private func note(_ absence: ScannerAbsence) {
    silence.withLock { $0 = (absence, .now.advanced(by: Self.silenceTerm)) }
  }
}
