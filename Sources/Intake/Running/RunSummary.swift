package import Filing
package import FilingStore

/// What one run did, item by item, and what it left.
package struct RunSummary: Sendable {
  /// One item and what became of it.
  package struct Line: Sendable {
    package let channel: String
    /// Name of the file or folder as it was dropped.
    package let package: String
    package let outcome: Outcome
  }

  /// What became of an item, as far as people are told of a run. A run may have a hundred thousand items: what else the
  /// register says of them stays there.
  package struct Outcome: Sendable {
    package let reference: ItemReference
    package let senderItemID: String?
    package let state: ItemState
    /// In milliseconds.
    package let duration: Int64
    package let findings: [Finding]
    /// Present exactly when it is registered.
    package let entry: Entry?
    /// Present exactly for a duplicate or a conflict.
    package let precedent: Precedent?

    package var package: PackageID { reference.package }
    package var ordinal: Int { reference.ordinal }

    init(_ outcome: ItemOutcome) {
      reference = outcome.reference
      senderItemID = outcome.senderItemID
      state = outcome.state
      duration = outcome.duration
      findings = outcome.findings
      entry = outcome.entry.map(Entry.init)
      precedent = outcome.precedent
    }
  }

  /// What of a register entry people are told at once.
  package struct Entry: Sendable {
    package let number: RegistrationNumber
    package let receivedAt: Instant
    /// As assessed.
    package let duty: Money?

    init(_ entry: RegisterEntry) {
      number = entry.number
      receivedAt = entry.receivedAt
      duty = entry.draft.fee?.assessed
    }
  }

  /// A package that this run could not decide, because the world failed. The next run takes it up again.
  package struct Undecided: Sendable {
    package let channel: String
    package let package: String
    package let reason: String
  }

  /// Something that lies in an inbox and was not taken.
  package struct LeftAlone: Sendable {
    package let channel: String
    package let name: String
    package let reason: String
  }

  package let startedAt: Instant
  package internal(set) var finishedAt: Instant
  package internal(set) var lines: [Line] = []
  package internal(set) var undecided: [Undecided] = []
  package internal(set) var leftAlone: [LeftAlone] = []
  /// Drops that were still changing when the run looked at them last.
  package internal(set) var unsettled = 0
  /// Copies that an earlier run had accepted or delivered without finishing.
  package internal(set) var recovered = 0
  package internal(set) var totals = StateCounts()
  /// Where the time went.
  package internal(set) var times = StageTimes()

  init(startedAt: Instant) {
    self.startedAt = startedAt
    finishedAt = startedAt
  }

  /// What was done after this.
  mutating func add(_ later: RunSummary) {
    lines += later.lines
    undecided += later.undecided
    leftAlone += later.leftAlone
    recovered += later.recovered
    totals.add(later.totals)
    times.add(later.times)
    finishedAt = later.finishedAt
  }

  mutating func add(_ registration: Registration, of received: Received) {
    let outcome = registration.outcome
    lines.append(
      Line(channel: received.record.channel, package: received.record.originalName, outcome: Outcome(outcome)))
    totals.received += 1
    totals[state: outcome.state] += 1
  }
}

/// How far a run has come.
package struct RunProgress: Sendable {
  package enum Phase: String, Sendable { case recovering, settling, working, checking, finished }

  package let phase: Phase
  /// Packages.
  package let decided: Int
  package let found: Int
}
