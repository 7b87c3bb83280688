package import Filing
import FilingStore

/// Something that a person should look at, and what to do about it. Gravest first.
package enum Concern: Sendable, Hashable {
  /// Items are missing or there twice. `isTotal`: counted over all that ever came.
  case sumBroken(isTotal: Bool)
  case diskCritical, inodesCritical
  /// The world stopped or delayed the work.
  /// Of several failures the most telling one. `isOver`: runs have worked since, and nothing waits because of it.
  case worldFailed(times: Int, at: Instant, reason: String, isOver: Bool)
  /// Runs that were killed or stopped. `isRecovered`: a later one finished their work.
  case endedWithoutEnd(runs: Int, latest: Instant, isRecovered: Bool)
  /// Nothing has worked for more than a day.
  case noRecentRun(latest: Instant?)
  case undecided(packages: Int, oldest: Instant)
  case quarantined(items: Int)
  case held(items: Int, oldest: Instant)
  /// Documents of scanned stacks that a clerk must decide about.
  case scans(ScanStanding)
  case overdue(items: Int)
  case undelivered(notices: Int, oldest: Instant)
  /// Recipients whose folders or programs fail. Each waits for itself.
  case unserved(recipients: [String], notices: Int, reason: String?)
  case leftAlone(channel: String, entries: Int, oldest: Instant)
  case diskLow, inodesLow
  /// Nothing with documents is registered until it is back.
  case virusScannerAway(reason: String)
  /// Of what they would have looked at, nobody knows.
  case scanProgramsMissing(programs: [String], packages: [String])
  /// It needs nobody: the world is waited for.
  case deferred(items: Int, nextLook: Instant?)

  package enum Weight: String, Sendable { case grave, open, settled }

  package var weight: Weight {
    switch self {
    case .sumBroken, .diskCritical, .inodesCritical, .noRecentRun, .virusScannerAway: .grave
    case .worldFailed(_, _, _, let isOver): isOver ? .open : .grave
    case .endedWithoutEnd(_, _, let isRecovered): isRecovered ? .settled : .grave
    case .deferred: .settled
    default: .open
    }
  }

  /// For scripts.
  package var name: String {
    switch self {
    case .sumBroken: "sumBroken"
    case .diskCritical: "diskCritical"
    case .inodesCritical: "inodesCritical"
    case .worldFailed: "worldFailed"
    case .endedWithoutEnd: "endedWithoutEnd"
    case .noRecentRun: "noRecentRun"
    case .undecided: "undecided"
    case .quarantined: "quarantined"
    case .held: "held"
    case .scans: "scans"
    case .overdue: "overdue"
    case .undelivered: "undelivered"
    case .unserved: "unserved"
    case .leftAlone: "leftAlone"
    case .diskLow: "diskLow"
    case .inodesLow: "inodesLow"
    case .virusScannerAway: "virusScannerAway"
    case .scanProgramsMissing: "scanProgramsMissing"
    case .deferred: "deferred"
    }
  }
}

extension RootCondition {
  /// What needs a person now.
  package var concerns: [Concern] {
    var concerns: [Concern] = []
    if counts?.addsUp == false { concerns.append(.sumBroken(isTotal: true)) }
    if disk.level == .critical { concerns.append(.diskCritical) }
    if disk.inodeLevel == .critical { concerns.append(.inodesCritical) }
    concerns += told(failures)
    concerns += unfinishedRuns(among: runs)
    if isAtWork != true, runs.first.map({ now.milliseconds - $0.startedAt.milliseconds > Self.longestPause }) ?? true {
      concerns.append(.noRecentRun(latest: runs.first?.startedAt))
    }
    let undecided = waiting[.undecided]
    // What a run is about to decide needs nobody.
    if isAtWork != true, let oldest = undecided.oldest {
      concerns.append(.undecided(packages: undecided.count, oldest: oldest))
    }
    let recent = quarantined.prefix { now.milliseconds - $0.since.milliseconds < Self.recent }
    if !recent.isEmpty { concerns.append(.quarantined(items: recent.count)) }
    if let oldest = waiting[.held].oldest {
      concerns.append(.held(items: waiting[.held].count, oldest: oldest))
    }
    if let scans { concerns.append(.scans(scans)) }
    let deferred = waiting[.deferred]
    if isAtWork != true, deferred.due > 0 { concerns.append(.overdue(items: deferred.due)) }
    if isAtWork != true, let oldest = waiting[.undelivered].oldest {
      concerns.append(.undelivered(notices: waiting[.undelivered].count, oldest: oldest))
    }
    let unserved = recipients.filter(\.isHeldUp)
    if !unserved.isEmpty {
      concerns.append(
        .unserved(
          recipients: unserved.map(\.recipient), notices: unserved.reduce(0) { $0 + $1.owed + $1.notHandedOver },
          reason: unserved.lazy.compactMap { $0.wait?.reason ?? $0.handOverFailure }.first))
    }
    for inbox in inboxes {
      guard let oldest = inbox.leftAlone.first else { continue }
      concerns.append(.leftAlone(channel: inbox.channel, entries: inbox.leftAlone.count, oldest: oldest.since))
    }
    if disk.level == .low { concerns.append(.diskLow) }
    if disk.inodeLevel == .low { concerns.append(.inodesLow) }
    concerns += checks?.concerns ?? []
    if deferred.count > deferred.due {
      let nextLook = deferred.entries.compactMap(\.nextLook).filter { $0 > now }.min()
      concerns.append(.deferred(items: deferred.count - deferred.due, nextLook: nextLook))
    }
    return Concern.gravestFirst(concerns)
  }

  /// Cron comes at least once a night.
  private static let longestPause: Int64 = 26 * 3_600_000
  /// What was put into quarantine before is known by now.
  private static let recent: Int64 = 24 * 3_600_000

  func told(_ failures: [WorldFailure]) -> [Concern] {
    guard let latest = failures.last else { return [] }
    // That of a run says more than those of the packages that it touched.
    let telling = failures.last { $0.package == nil } ?? latest
    let hasWorkedSince = runs.contains { $0.finishedAt.map { $0 > latest.at } ?? false }
    return [
      .worldFailed(
        times: failures.count, at: telling.at, reason: telling.reason,
        isOver: hasWorkedSince && waiting[.undecided].count == 0)
    ]
  }

  /// - Parameter runs: Some of the root's runs, in any order.
  func unfinishedRuns(among runs: [RunRecord]) -> [Concern] {
    let latest = self.runs.first?.id
    let unfinished = runs.filter { $0.endedWithoutEnd(latest: latest, isAtWork: isAtWork) }
    guard let last = unfinished.max(by: { $0.id < $1.id }) else { return [] }
    let isRecovered = self.runs.contains { $0.id > last.id && $0.finishedAt != nil }
    return [.endedWithoutEnd(runs: unfinished.count, latest: last.startedAt, isRecovered: isRecovered)]
  }
}

extension NightAccount {
  /// What needs a person now, and what went wrong in the span.
  package var concerns: [Concern] {
    let present = condition.concerns.filter { concern in
      switch concern {
      // The span's own are told instead of those of the last day.
      case .worldFailed, .endedWithoutEnd, .quarantined: false
      default: true
      }
    }
    var own: [Concern] = []
    if !counts.addsUp { own.append(.sumBroken(isTotal: false)) }
    own += condition.told(facts.failures)
    own += condition.unfinishedRuns(among: facts.runs)
    let quarantined = counts[state: .quarantined]
    if quarantined > 0 { own.append(.quarantined(items: quarantined)) }
    return Concern.gravestFirst(own + present)
  }
}

extension Concern {
  fileprivate static func gravestFirst(_ concerns: [Concern]) -> [Concern] {
    [Weight.grave, .open, .settled].flatMap { weight in concerns.filter { $0.weight == weight } }
  }
}
