import Crypto
import Filing
package import FilingStore
package import Logging

/// Derives anew what can be derived from a sound register: deliveries from fixed octets, words of search and views of parties from entries;
/// and ends claims whose octets are all stored. It makes up nothing, and removes nothing but such a claim, and stacks
/// whose copy or whose removal was never finished.
package final class RootRepair {
  /// What a repair did.
  package struct Summary: Sendable, Hashable {
    package internal(set) var claims = 0
    package internal(set) var delivered = 0
    package internal(set) var redelivered = 0
    /// Scanned stacks whose copy or whose removal was never finished, and that are gone now.
    package internal(set) var stackLeftovers = 0
    package internal(set) var searchTexts = 0
    /// Rows of the views of a party's cases and debts, where they were derived.
    package internal(set) var viewRows = 0

    package init() {}
  }

  private static let batch = 256

  private let root: Root
  private let store: RegisterStore
  private let delivery: NoticeDelivery

  /// - Parameters:
  ///   - root: Locked by the caller, who alone works on it.
  ///   - programs: Those that are to be given what is delivered, by the next run.
  package init(
    root: Root, programs: HandOverPrograms, store: RegisterStore, clock: WallClock = .system, logger: Logger
  ) throws {
    self.root = root
    self.store = store
    delivery = try NoticeDelivery(root: root, programs: programs, store: store, clock: clock, logger: logger)
  }

  /// - Parameter redelivers: Whether delivered notices that are gone are written again. Recipients take theirs away, and
  ///   would get all of them once more.
  /// - Throws: ``FileFailure``, ``StoreFailure``: the world failed; what was done stays, and doing it again is harmless.
  package func run(after inspection: Inspection, redelivers: Bool) throws -> Summary {
    precondition(inspection.allowsRepair, "nothing is derived from a register that is not sound")
    var summary = Summary()
    if inspection.counts[.searchText] != nil { summary.searchTexts = try store.commit { try $0.deriveSearchTexts() } }
    if inspection.counts[.staleView] != nil { summary.viewRows = try store.commit { try $0.deriveViews() } }
    for claim in inspection.acceptedClaims where !inspection.damagedPackages.contains(claim.package.id) {
      if try finish(claim) { summary.claims += 1 }
    }
    if inspection.counts[.stackTemporary] != nil { summary.stackLeftovers = try root.stacks().removeLeftovers() }
    summary.delivered = try delivery.deliverOwed()
    if redelivers { summary.redelivered = try redeliver() }
    return summary
  }

  private func finish(_ claim: AcceptedClaim) throws -> Bool {
    let channel = try root.channel(claim.channel)
    let files = try store.queries.files(of: claim.package.id)
    let isUnopened = files.isEmpty
    guard try isUnopened || isCopied(claim, files, in: channel) else { return false }
    try root.quarantine.finish(acceptedClaim: claim.name, of: channel, isUnopened: isUnopened)
    return true
  }

  /// Whether all that is left of a claim is stored octet by octet. Whoever held a file open may have written on after it
  /// was copied: then what it is now exists only here, and is left to a person.
  private func isCopied(
    _ claim: AcceptedClaim, _ files: [FilingStore.StoredFile], in channel: Channel
  ) throws(FileFailure) -> Bool {
    let name = claim.name.fileName
    let reader = OctetReader(meter: InspectionMeter(progress: { _ in }))
    func isCopied(_ name: FileName, in folder: Directory, as row: FilingStore.StoredFile?) throws(FileFailure) -> Bool {
      guard let row, let file = try folder.presentFile(name), try file.status().state.size == row.size
      else { return false }
      return try reader.hash(file, at: 0, size: row.size) == row.hash
    }
    guard let folder = try channel.claims.presentFolder(name) else {
      return try isCopied(name, in: channel.claims, as: files.first)
    }
    let rows = Dictionary(files.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for entry in try FolderContent(of: folder, limits: Channel.LookLimits()).entries where entry.isPackageFile {
      guard try isCopied(entry.components[0], in: folder, as: rows[entry.path]) else { return false }
    }
    return true
  }

  private func redeliver() throws -> Int {
    var mailboxes = Mailboxes(root)
    var missing: [FixedNotice] = []
    var count = 0
    try store.queries.forEachNotice { notice, progress in
      // What was acknowledged, or taken out after its term, is gone by right.
      guard progress == .delivered, let name = FileName(notice.fileName), let recipient = FolderLabel(notice.recipient),
        case .missing = try mailboxes.standing(of: notice, named: name, for: recipient),
        // The receipt that a duplicate is sent again bears the name of the first one.
        !missing.contains(where: { $0.fileName == notice.fileName && $0.recipient == notice.recipient })
      else { return }
      missing.append(notice)
      guard missing.count == Self.batch else { return }
      count += try delivery.redeliver(missing)
      missing = []
    }
    return missing.isEmpty ? count : count + (try delivery.redeliver(missing))
  }
}
