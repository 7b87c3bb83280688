import Filing
import FilingStore
import XMLSignature

struct EnglishSheetWording: SheetWording {
  var language: ReportLanguage { .english }

  func label(_ label: SheetLabel) -> String {
    switch label {
    case .report: "Intake report"
    case .status: "Status of the intake"
    case .toDo: "What to do"
    case .byHour: "By hour of arrival"
    case .byDay: "By day of arrival"
    case .byChannel: "By channel"
    case .byReason: "Why filings were not registered"
    case .durations: "How long it took"
    case .waiting: "What waits now"
    case .quarantine: "Put into quarantine"
    case .runs: "Runs"
    case .failures: "Failures of disk, network or computer"
    case .inbox: "Inbox"
    case .ages: "For how long it has waited"
    case .disk: "Room"
    case .total: "Total"
    case .allItems: "All items that ever came"
    case .registered: "Registered"
    case .hour: "Hour"
    case .day: "Day"
    case .channel: "Channel"
    case .package: "Package"
    case .packages: "Packages"
    case .items: "Items"
    case .undecided: "Undecided"
    case .refused: "Refused"
    case .other: "Other"
    case .code: "Code"
    case .reason: "Reason"
    case .what: "What"
    case .number: "Number"
    case .size: "Size"
    case .started: "Began"
    case .ended: "Ended"
    case .duration: "Took"
    case .failure: "Failure"
    case .when: "When"
    case .since: "Since"
    case .age: "For"
    case .why: "Why"
    case .nextLook: "Next look"
    case .next: "To type"
    case .attempts: "Tries"
    case .recipient: "To"
    case .recipients: "Recipients who cannot be served"
    case .owed: "Owed"
    case .notTaken: "Not taken by the program"
    case .drops: "Drops"
    case .leftAlone: "Left alone"
    case .forbidden: "Never opened"
    case .free: "Free"
    case .level: "Level"
    case .judging: "Judging a package"
    case .answering: "Arrival to decision"
    case .half: "Half within"
    case .nineTenths: "90 % within"
    case .nearlyAll: "99 % within"
    case .longest: "Longest"
    case .stateFolder: "Taken by state/"
    case .inodes: "Inodes"
    case .space: "Space"
    case .stillWorking: "still working"
    case .noEnd: "stopped, no end"
    case .quietRuns: "Runs that found nothing to do"
    case .wholeRun: "the whole run"
    case .none: "None."
    case .enough: "enough"
    case .low: "low"
    case .critical: "nearly full"
    case .foot: "Times are those of Baku. The page holds no names of parties; it loads nothing and runs no script."
    }
  }

  func name(_ state: ItemState) -> String { state.rawValue.lowercased() }

  func name(_ queue: Waiting.Queue) -> String {
    switch queue {
    case .undecided: "Accepted, not decided"
    case .deferred: "Deferred until the world is ready"
    case .held: "Held for a clerk"
    case .undelivered: "Notices not delivered"
    }
  }

  func name(_ bar: BarKind) -> String { bar == .plain ? "items" : bar.rawValue }

  func headline(grave: Int, open: Int) -> String {
    let rest = open == 1 ? "1 matter waits" : "\(open) matters wait"
    switch (grave, open) {
    case (0, 0): return "Nothing needs a person."
    case (0, _): return "\(rest) for a person."
    case (1, 0): return "1 thing is wrong and needs a person now."
    case (_, 0): return "\(grave) things are wrong and need a person now."
    case (1, _): return "1 thing is wrong and needs a person now; \(rest)."
    default: return "\(grave) things are wrong and need a person now; \(rest)."
    }
  }

  func span(from start: String, until end: String, asOf now: String) -> String {
    "From \(start) to \(end) (Baku time), as of \(now)"
  }

  func sum(_ counts: StateCounts) -> String {
    "\(number(counts.received)) received = "
      + counts.statesOfSum.map { "\(number(counts[state: $0])) \(name($0))" }.joined(separator: " + ")
  }

  func sumIsBroken() -> String { "DOES NOT ADD UP" }

  func undecidedBeside(_ packages: Int) -> String {
    "Beside these, \(packages == 1 ? "1 package is" : "\(number(packages)) packages are") not decided yet."
  }

  func text(of concern: Concern, in condition: RootCondition) -> ReportSentence {
    func age(_ instant: Instant) -> String {
      self.age(milliseconds: condition.now.milliseconds - instant.milliseconds)
    }
    let disk = condition.disk
    let free = "\(size(disk.free)) of \(size(disk.size)) are free"
    let inodes = disk.inodes.map { "\(number(Int($0.free))) of \(number(Int($0.count))) inodes are free" } ?? ""
    switch concern {
    case .sumBroken(let isTotal):
      let place = isTotal ? "over the whole register" : "over this time"
      return """
        The sum \(own: place) does not add up: packages brought another number of items than have a state. This is a \
        fault of the program or of the disk; report it.
        """
    case .diskCritical: return "The disk is nearly full: \(own: free). Make room now; filings wait until there is some."
    case .inodesCritical: return "The file system has nearly no inodes left: \(own: inodes). Make room now."
    case .worldFailed(let times, let at, let reason, let isOver):
      let count = times == 1 ? "1 failure of the computer" : "\(times) failures of the computer"
      let next = isOver ? "Runs have worked since; see that it does not come back." : "Mend the cause, then run."
      return "\(own: count), on \(own: time(at)): “\(reason)”. Nothing was lost. \(own: next)"
    case .endedWithoutEnd(let runs, let latest, let isRecovered):
      let count =
        runs == 1 ? "1 run was stopped before its end" : "\(runs) runs were stopped before their ends"
      let after = isRecovered ? "A later run finished the work." : "No run has finished since."
      return "\(own: count), the last one began \(own: time(latest)). \(own: after)"
    case .noRecentRun(nil): return "There was no run yet."
    case .noRecentRun(let latest?):
      return "The last run began \(own: time(latest)), \(own: age(latest)) ago. Is its schedule still there?"
    case .undecided(let packages, let oldest):
      let count = packages == 1 ? "1 package is" : "\(number(packages)) packages are"
      return "\(own: count) accepted and not decided, the oldest for \(own: age(oldest)). The next run decides."
    case .quarantined(let items):
      let count = items == 1 ? "1 item was" : "\(number(items)) items were"
      return """
        \(own: count) put into quarantine: it cannot be said what they are, or they stopped the program. Look at them, \
        and talk to the senders.
        """
    case .held(let items, let oldest):
      let count = items == 1 ? "1 item waits" : "\(number(items)) items wait"
      return "\(own: count) for a clerk's decision, the oldest for \(own: age(oldest))."
    case .overdue(let items):
      let count = items == 1 ? "1 deferred item" : "\(number(items)) deferred items"
      return "\(own: count) should have been looked at again by now. The next run does it."
    case .undelivered(let notices, let oldest):
      let count = notices == 1 ? "1 notice is" : "\(number(notices)) notices are"
      return "\(own: count) not delivered, the oldest for \(own: age(oldest))."
    case .unserved(let recipients, let notices, let reason):
      let whom = recipients.count == 1 ? "1 recipient" : "\(number(recipients.count)) recipients"
      let count = notices == 1 ? "1 notice waits" : "\(number(notices)) notices wait"
      let why = ReportSentence(value: reason ?? obstacles(notices))
      return """
        The folder or the program of \(own: whom) fails, and \(own: count): \(why). They are tried again by themselves, and \
        nobody else waits for them. Mend the rights, the share or the program.
        """
    case .leftAlone(let channel, let entries, let oldest):
      let count = entries == 1 ? "1 entry is" : "\(number(entries)) entries are"
      return "In the inbox \(channel) \(own: count) left alone, the oldest for \(own: age(oldest)). Ask the sender."
    case .scans(let scans):
      let documents = scans.documents == 1 ? "1 document" : "\(number(scans.documents)) documents"
      let stacks = scans.stacks == 1 ? "1 scanned stack" : "\(number(scans.stacks)) scanned stacks"
      return """
        In \(own: stacks), \(own: documents) cannot be registered before a clerk decides, the oldest for \
        \(own: age(scans.oldest)). Pictures of the pages are under results/.
        """
    case .virusScannerAway(let reason):
      return """
        The virus scanner does not answer: \(reason). Filings with documents wait until it does; what it must look at is \
        registered by nobody.
        """
    case .scanProgramsMissing(let programs, _):
      return """
        Of scans not everything is checked, because programs are missing: \(programs.joined(separator: ", ")). Install them.
        """
    case .diskLow: return "The disk fills up: \(own: free)."
    case .inodesLow: return "Inodes run short: \(own: inodes)."
    case .deferred(let items, let nextLook):
      let count = items == 1 ? "1 item waits" : "\(number(items)) items wait"
      let look = nextLook.map { ", looked at next on \(time($0))" } ?? ""
      return "\(own: count) until the world is ready (a revocation list, a bank statement)\(own: look)."
    }
  }

  func advice(on reason: InboxSurvey.LeftAlone.Reason) -> String {
    switch reason {
    case .temporary: "a transfer's name: the sender renames it when it is whole, or sends again"
    case .hidden: "no package: its owner may remove it"
    case .doneMarker: "marks a package that is not there: the sender sends it, or removes the marker"
    case .unreadable: "a folder that may not be read: give the intake's user the right (chmod, chown)"
    case .unfinished:
      "a folder without submission.xml or a file that it lists, or with a transfer inside: the sender completes it"
    case .incomplete: "a document ends too early: the sender sends again; after its term it goes into quarantine"
    }
  }

  func obstacles(_ notices: Int) -> String {
    notices == 1 ? "another file has the name of a notice" : "other files have the names of \(number(notices)) notices"
  }

  func more(_ count: Int) -> String { "… and \(number(count)) more." }
  func number(_ number: Int) -> String { grouped(Int64(number), by: ",") }
  func duration(milliseconds: Int64) -> String { duration(milliseconds: milliseconds, minutes: "min", comma: ".") }
  func age(milliseconds: Int64) -> String { age(milliseconds: milliseconds, units: ("min", "h", "d")) }
  func size(_ octets: Int64) -> String { size(octets, comma: ".") }
}
