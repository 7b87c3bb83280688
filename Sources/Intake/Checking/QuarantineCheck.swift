import Filing
import FilingStore

/// What lies in the quarantine against the register: the row of a kept drop is written before it is moved.
struct QuarantineCheck {
  let root: Root
  let queries: RegisterQueries
  let log: ObservationLog

  func run() throws {
    let folder = root.quarantine.directory
    for name in try folder.names() {
      if ClaimName(name) == nil {
        log.report(.stranger, at: folder.path(of: name))
      } else if try queries.package(claimedAs: name.escaped) == nil {
        log.report(.quarantineUnknown, at: folder.path(of: name))
      }
    }
  }
}
