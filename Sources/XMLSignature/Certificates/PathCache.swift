import FoundationEssentials
import Synchronization

/// Paths that were found to be good: names, signatures and constraints, with the time span in which all their certificates
/// are valid. Revocation and the strength of algorithms are not part of it; they are judged each time.
final class PathCache: Sendable {
  private struct Key: Hashable {
    let leaf: CertificateRecord
    let purpose: CertificatePurpose
  }

  private struct KnownPath {
    let certificates: [CertificateRecord]
    let validity: ClosedRange<Date>
  }

  private struct State {
    var paths: [Key: KnownPath] = [:]
    /// One copy of each issuer, however many signatures brought it.
    var issuers: Set<CertificateRecord> = []
  }

  private static let mostPaths = 10_000
  private static let mostIssuers = 1_000
  private let state = Mutex(State())

  func path(
    from leaf: CertificateRecord, for purpose: CertificatePurpose, at time: Date
  ) -> [CertificateRecord]? {
    let known = state.withLock { $0.paths[Key(leaf: leaf, purpose: purpose)] }
    guard let known, known.validity.contains(time) else { return nil }
    return known.certificates
  }

  func remember(_ path: [CertificateRecord], for purpose: CertificatePurpose) {
    guard let leaf = path.first, let start = path.map(\.notBefore).max(), let end = path.map(\.notAfter).min(),
      start <= end
    else { return }
    state.withLock { state in
      if state.paths.count >= Self.mostPaths { state.paths.removeAll(keepingCapacity: true) }
      if state.issuers.count >= Self.mostIssuers { state.issuers.removeAll(keepingCapacity: true) }
      let issuers = path.dropFirst().map { state.issuers.insert($0).memberAfterInsert }
      state.paths[Key(leaf: leaf, purpose: purpose)] = KnownPath(
        certificates: [leaf] + issuers, validity: start...end)
    }
  }
}
