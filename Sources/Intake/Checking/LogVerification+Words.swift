import FilingStore

/// Faults of the log in the words of a check: where, and what.
extension LogVerification.Fault {
  package var place: String {
    switch self {
    case .missing(let index), .altered(let index), .node(let index), .arrival(let index), .contradicted(let index),
      .registration(let index), .unfilled(let index):
      "log entry \(index + 1)"
    case .head(let day): "head of \(day)"
    case .witness(let head): "head of \(head.size) entries"
    }
  }

  package var detail: String {
    switch self {
    case .missing: "entries before it are missing"
    case .altered: "what it tells of is not what was recorded"
    case .node: "the hashes over it and what comes before do not fit"
    case .arrival: "its package arrived out of turn, or never"
    case .contradicted: "its time or its outcome is another one in the register"
    case .registration: "its entry was registered out of turn, or at another time"
    case .unfilled: "it has no hash"
    case .head: "the log does not have it"
    case .witness: "it was kept outside, and the log does not have it"
    }
  }
}
