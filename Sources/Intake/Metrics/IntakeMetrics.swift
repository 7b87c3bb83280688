import Filing
import FilingStore
import Glibc

/// How an intake stands and what it does, for a monitoring system that reads files (node_exporter's textfile collector).
///
/// Labels are channels, recipients' folders, queues and states; nothing of a filing stands here.
struct IntakeMetrics: Sendable {
  let root: Root
  let queries: RegisterQueries
  let work: WorkCounters

  /// As of now. It reads beside the writer, and takes longer the larger the register is.
  func text(at now: Instant) throws -> String {
    var text = MetricsText()
    try addRegister(to: &text, at: now)
    addWork(to: &text)
    try addDisk(to: &text)
    return text.text
  }

  private func addRegister(to text: inout MetricsText, at now: Instant) throws {
    let counts = try queries.itemCounts()
    text.add(
      "court_intake_packages_accepted_total", .counter, "Packages that were ever accepted.",
      Double(try queries.lastPackage()?.value ?? 0))
    text.add(
      "court_intake_items", .gauge, "Items in the register by state.",
      ItemState.allCases.map { ([("state", $0.rawValue.lowercased())], Double(counts[$0] ?? 0)) })
    let waiting = try queries.waitingLengths()
    text.add(
      "court_intake_queue_length", .gauge, "What waits, by queue.",
      Waiting.Queue.allCases.map { ([("queue", $0.rawValue)], Double(waiting[$0].count)) })
    text.add(
      "court_intake_queue_oldest_age_seconds", .gauge, "How long the oldest entry of a queue has waited.",
      Waiting.Queue.allCases.map { queue in
        let oldest = waiting[queue].oldest
        return (
          [("queue", queue.rawValue)], Self.seconds(oldest.map { max(0, now.milliseconds - $0.milliseconds) } ?? 0)
        )
      })
    try addRecipients(to: &text)
    let run = try queries.lastRun()
    text.add(
      "court_intake_last_run_start_timestamp_seconds", .gauge, "When the last run or service began.",
      (run?.startedAt.milliseconds).map(Self.seconds))
    text.add(
      "court_intake_last_run_end_timestamp_seconds", .gauge, "When the last run or service ended, if it did.",
      (run?.finishedAt?.milliseconds).map(Self.seconds))
    text.add(
      "court_intake_world_failures", .gauge, "Failures of the disk and of sources in the last 24 hours.",
      Double(try queries.failures(since: now.advanced(byMilliseconds: -86_400_000)).count))
  }

  private func addRecipients(to text: inout MetricsText) throws {
    let standings = try queries.recipientStandings(countsAll: true)
    func samples(_ value: (RecipientStanding) -> Double) -> [([(String, String)], Double)] {
      Self.byLabel(standings.map { ($0.recipient, value($0)) }).map { ([("recipient", $0.key)], $0.value) }
    }
    text.add(
      "court_intake_notices_owed", .gauge, "Notices promised and not in the recipient's folder.",
      samples { Double($0.owed) })
    text.add(
      "court_intake_notices_obstructed", .gauge, "Notices owed whose names other files have.",
      samples { Double($0.obstructed) })
    text.add(
      "court_intake_notices_unacknowledged", .gauge, "Notices delivered and not acknowledged.",
      samples { Double($0.unacknowledged) })
    text.add(
      "court_intake_notices_not_handed_over", .gauge, "Notices delivered that the recipient's program has not taken.",
      samples { Double($0.notHandedOver) })
    text.add(
      "court_intake_recipient_failed_tries", .gauge, "Failed deliveries to a recipient's folder in a row.",
      samples { Double($0.wait?.attempts ?? 0) })
  }

  private func addWork(to text: inout MetricsText) {
    let counts = work.now
    func samples(_ values: [String: Int], _ label: String) -> [(labels: [(String, String)], value: Double)] {
      values.sorted { $0.key < $1.key }.map { ([(label, $0.key)], Double($0.value)) }
    }
    func ofRecipients(_ values: [String: Int]) -> [(labels: [(String, String)], value: Double)] {
      Self.byLabel(values.map { ($0.key, Double($0.value)) }).map { ([("recipient", $0.key)], $0.value) }
    }
    text.add(
      "court_intake_channel_reachable", .gauge, "Whether a channel's folder could be worked with at the last look.",
      samples(counts.reachable.mapValues { $0 ? 1 : 0 }, "channel"))
    text.add(
      "court_intake_groups_total", .counter, "Groups of packages made durable together, since the process began.",
      Double(counts.groups))
    text.add(
      "court_intake_group_packages_total", .counter, "Packages in those groups.", Double(counts.packages))
    text.add(
      "court_intake_judged_items_total", .counter, "Items decided since the process began.", Double(counts.items))
    text.add(
      "court_intake_judging_seconds_total", .counter, "Time from opening the octets of those items to their decisions.",
      Self.seconds(counts.judging))
    text.add(
      "court_intake_notices_delivered_total", .counter, "Notices delivered since the process began.",
      ofRecipients(counts.delivered))
    text.add(
      "court_intake_notices_acknowledged_total", .counter, "Notices acknowledged since the process began.",
      ofRecipients(counts.acknowledged))
    text.add(
      "court_intake_notices_handed_over_total", .counter, "Notices that programs took since the process began.",
      ofRecipients(counts.handedOver))
  }

  /// All cabinets are one label: there may be one for everyone, and a user name is its holder's alone.
  private static func byLabel(_ values: [(recipient: String, value: Double)]) -> [(key: String, value: Double)] {
    let sums = values.reduce(into: [String: Double]()) { sums, next in
      let label = next.recipient.hasPrefix(Cabinet.recipientPrefix) ? "cabinets" : next.recipient
      sums[label, default: 0] += next.value
    }
    return sums.sorted { $0.key < $1.key }
  }

  private func addDisk(to text: inout MetricsText) throws {
    let disk = try root.diskSpace()
    text.add("court_intake_disk_free_bytes", .gauge, "Room on the root's file system.", Double(disk.free))
    text.add("court_intake_disk_size_bytes", .gauge, "Size of the root's file system.", Double(disk.size))
    text.add(
      "court_intake_disk_free_inodes", .gauge, "Files that can be made on the root's file system.",
      (disk.inodes?.free).map(Double.init))
    text.add(
      "court_intake_database_size_bytes", .gauge, "Size of the register's file and its journal.",
      Double(try root.registerSize()))
  }

  private static func seconds(_ milliseconds: Int64) -> Double { Double(milliseconds) / 1000 }
}

extension Root {
  /// In octets.
  func registerSize() throws(FileFailure) -> Int64 {
    var size: Int64 = 0
    for name: StaticString in ["register.db", "register.db-wal"] {
      size += try state.status(of: FileName(known: name))?.state.size ?? 0
    }
    return size
  }
}
