/// What lies in `state/` beside the register and the store.
struct StateCheck {
  let root: Root
  let log: ObservationLog

  private static let known = [
    "register.db", "register.db-journal", "register.db-wal", "register.db-shm", "lock", "control", "failure",
    "opening", "demo", "store", "hand-over",
  ]

  func run() throws(FileFailure) {
    for name in try root.state.names() where !Self.known.contains(name.escaped) {
      log.report(.stranger, at: root.state.path(of: name))
    }
  }
}
