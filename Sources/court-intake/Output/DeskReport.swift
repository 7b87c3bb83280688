import Filing
import FilingStore
import Intake
import XMLSignature

/// What the desk did, as commands print it; what it did not do is thrown.
struct DeskReport {
  /// As the person who asked wrote it, for the commands to type next.
  let root: String
  let isJSON: Bool
  let opened: Root
  let queries: RegisterQueries

  /// Says what became of a clerk's decision, and ends the program accordingly.
  func text(_ answer: ClerkDesk.Answer, on item: ItemReference) throws -> String {
    switch answer {
    case .done(let outcome):
      if isJSON {
        guard let page = try queries.item(item) else { throw OperatorOptions.unknown(item) }
        return ItemReport.json(page, at: WallClock.system.now()).line
      }
      guard let entry = outcome.entry else { return "\(item) is rejected. The sender is told." }
      let overridden = outcome.findings.first { $0.code == .clerkAccepted }?.arguments.first { $0.name == "codes" }
      let inSpite = overridden.map { ", in spite of \($0.value)" } ?? ""
      return "\(item) is registered as \(entry.number)\(inSpite). The sender is told."
    case .kept(let findings):
      let reasons = findings.map(FindingReport.text).joined(separator: "\n")
      throw Failure(
        message: """
          \(item) cannot be accepted, and is still held:
          \(reasons)
          To refuse it: court-intake held refuse \(item) --root \(root) --person NAME --reason TEXT
          """, code: .findings)
    case .heldAnew(let outcome):
      let codes = outcome.findings.filter(\.isOverridable).map(\.code.rawValue).joined(separator: ", ")
      throw Failure(
        message: """
          \(item) is not accepted: judged anew, it is held for more than you have seen (\(codes)).
          Look again: court-intake held show \(item) --root \(root)
          """, code: .findings)
    case .notHeld(let page):
      let number = page.outcome.entry.map { " as \($0.number)" } ?? ""
      throw Failure(
        message: "\(item) is not held: it is \(page.outcome.state.rawValue)\(number). Nothing was changed.",
        code: .data)
    case .unknown: throw OperatorOptions.unknown(item)
    }
  }

  /// - Parameter reference: The one that was asked for; nil for all.
  func text(due: [ItemReference], askedFor reference: ItemReference?) throws -> String {
    if isJSON { return JSONValue.object([("due", .array(due.map { .string($0.description) }))]).line }
    guard due.isEmpty else {
      let names = due.map(\.description).joined(separator: ", ")
      return "Due now: \(names). To look at once: court-intake run --once --root \(root)"
    }
    guard let reference else { return "Nothing waits for a later time." }
    guard let page = try queries.item(reference) else { throw OperatorOptions.unknown(reference) }
    guard page.outcome.state == .deferred else {
      throw Failure(
        message: "\(reference) is not deferred: it is \(page.outcome.state.rawValue). Nothing was changed.",
        code: .data)
    }
    return "\(reference) was due already."
  }

  func text(_ answer: ClerkDesk.QuarantineAnswer, on entry: PackageID) throws -> String {
    switch answer {
    case .released, .discarded:
      if isJSON {
        guard let page = try queries.quarantinePage(of: entry) else { throw OperatorOptions.noEntry(entry) }
        return try QuarantineReport(of: opened, at: WallClock.system.now()).json(page).line
      }
      guard case .released(let package) = answer else {
        return "\(entry.value) is marked as dealt with. Its octets stay; `quarantine list --all` shows it."
      }
      return "\(entry.value) has arrived anew as package \(package.id.value), \(ListTime.zoned(package.arrivedAt)).\n"
        + "To judge it now: court-intake run --once --root \(root)"
    case .handled(let action):
      throw Failure(
        message: "\(entry.value) was dealt with before. Nothing was changed.\n"
          + ClerkReport.lines(action).joined(separator: "\n"), code: .data)
    case .notStored:
      throw Failure(
        message: """
          \(entry.value) cannot be released: its octets were never taken in, and lie in quarantine/ alone.
          To have them judged, copy what is a package of them into the inbox, and discard the entry. \
          Where they lie: court-intake quarantine show \(entry.value) --root \(root)
          """, code: .data)
    case .unknown: throw OperatorOptions.noEntry(entry)
    }
  }

  /// A line for each notice.
  func text(_ answers: [ClerkDesk.NoticeAnswer]) throws -> String {
    try answers.map { answer in
      switch answer {
      case .delivered(let notice):
        let place = "outbox/\(notice.recipient)/new/\(notice.fileName)"
        return isJSON
          ? JSONValue.object([("delivered", .string(place)), ("sha256", .string(notice.hash.hexadecimal))]).line
          : "Delivered: \(place)"
      case .deliveredBefore:
        throw Failure(
          message: "It is delivered already. To send it again: court-intake outbox reissue NOTICE --root \(root)",
          code: .data)
      case .notDelivered:
        throw Failure(
          message: "It is still on its way. To deliver it now: court-intake outbox retry NOTICE --root \(root)",
          code: .data)
      case .inTheWay(let notice):
        throw Failure(
          message: """
            It is not delivered: another file has its name. Move that away, and try again:
              outbox/\(notice.recipient)/new/\(notice.fileName)
            """, code: .inputOutput)
      case .damaged(let notice):
        throw Failure(
          message: """
            It is not delivered: the stored octets of \(notice.fileName) are damaged. Where they lie:
              court-intake fsck --root \(root)
            Put them back from a backup, and try again.
            """, code: .inputOutput)
      case .unserved(let notice, let wait):
        throw Failure(
          message: """
            It is not delivered: the folder of \(notice.recipient) fails (\(wait.reason)). It is tried again by itself, \
            next at \(ListTime.local(wait.nextTry)). Mend the folder's rights, or the share that it lies on.
            """, code: .inputOutput)
      case .handedOverAgain(let page):
        let name = "outbox/\(page.intent.recipient)/new/\(page.fileName ?? "")"
        return isJSON
          ? JSONValue.object([("handOverDue", .string(name))]).line
          : "It is delivered; the program of \(page.intent.recipient) is given it anew, by the service or the next run."
      case .unknown: throw Failure(message: "There is no such notice in this register.", code: .data)
      }
    }.joined(separator: "\n")
  }
}
