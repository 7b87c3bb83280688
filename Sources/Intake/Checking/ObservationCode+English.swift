extension ObservationCode {
  private static let restore =
    "Stop the intake, keep a copy of the whole root as it is, and restore state/ from a backup."

  var textInEnglish: (cause: String, remedy: String) {
    switch self {
    case .registerMissing: ("There is no register beside what was taken in and told.", Self.restore)
    case .registerDamaged: ("The database file of the register is damaged; nothing else was checked.", Self.restore)
    case .registerOutdated:
      (
        "An earlier version of this program wrote the register last; nothing else was checked.",
        "Run `court-intake run --once`, which brings it up to date, and check again."
      )
    case .registerJournal:
      ("The register has no write-ahead log.", "Find out which program changed it. The next run sets it right.")
    case .registerSchema:
      ("The register's tables, indexes or triggers were changed by another program.", Self.restore)
    case .rowUnreadable: ("A row holds what this program does not write.", Self.restore)
    case .rowReference: ("A row names a row that is gone.", Self.restore)
    case .chainBroken:
      ("An entry is not as it was registered, or is missing; nothing after it can be vouched for.", Self.restore)
    case .numberGap: ("A registration number is missing, or was given twice.", Self.restore)
    case .counterWrong: ("A counter of numbers does not stand at the highest number given.", Self.restore)
    case .itemCount:
      ("A package has other items than were found in it, so that the sum of states does not add up.", Self.restore)
    case .entryAndItem: ("An entry and the item that it belongs to contradict each other.", Self.restore)
    case .businessKey: ("The key by which a filing is known as registered is missing, or another's.", Self.restore)
    case .acceptanceEvent: ("The event of a package's arrival is missing.", Self.restore)
    case .decisionEvent: ("The event of a decision is missing, or is there twice.", Self.restore)
    case .logBroken:
      (
        "The log of all that happened does not match what the register holds: something was changed afterwards.",
        Self.restore
      )
    case .noticeNotPromised: ("An item was decided and nobody is told.", Self.restore)
    case .noticeRowAltered: ("The octets of a notice are not those that were fixed.", Self.restore)
    case .correction:
      ("A correction is none of its entry, or does not go on from what stood there.", Self.restore)
    case .staleView:
      (
        "What a party's cases or debts are read from is not what the entries say; the entries themselves are whole.",
        "Run `court-intake fsck --repair`, which derives it anew."
      )
    case .searchText:
      (
        "An entry is searched by other words than it holds; the entry itself is whole.",
        "Run `court-intake fsck --repair`, which derives them anew."
      )
    case .packageHash: ("A package's size or hash is not that of its files.", Self.restore)
    case .storedFileMissing:
      (
        "Octets of an accepted file or of a notice are missing.",
        "Put them back under this path from a backup, and check again."
      )
    case .storedFileAltered:
      (
        "Octets of an accepted file or of a notice are not as they were stored.",
        "Check the disk, put them back from a backup, and check again."
      )
    case .objectUnnamed:
      (
        "A stored file that no row names: a run was stopped before it accepted its package.",
        "Nothing; its package was taken up again. It is kept."
      )
    case .packRecordsUnnamed:
      (
        "Stored octets that no row names: a run was stopped before it accepted their packages, or fixed their notices.",
        "Nothing; packages were taken up again, and notices written anew. They are kept."
      )
    case .packOctetsUnknown:
      ("A stretch of a pack segment is no record, and no row names it.", "Check the disk. The stretch is kept.")
    case .packTailTorn: ("A pack segment ends in a torn write of a stopped run.", "Nothing; no row names it.")
    case .storeTemporary: ("A copy that a stopped run did not finish.", "Nothing; the next run begins it anew.")
    case .claimAccepted:
      (
        "A drop that was accepted still lies among the claims.",
        "Nothing; the next run finishes it, or `court-intake fsck --repair`."
      )
    case .claimWaiting: ("A claimed drop that is not accepted yet.", "Nothing; the next run takes it up.")
    case .quarantineMissing:
      (
        "What was kept in quarantine, and nowhere else, is gone.",
        "Put it back under this path from a backup, or ask the sender for it."
      )
    case .quarantineUnknown:
      (
        "An entry of the quarantine that the register does not know: its sender was never answered.",
        "See whose it is; to have it answered, move it back into the inbox of its channel. Is the register an old copy?"
      )
    case .stackUnreadable:
      (
        "What a scanned stack consists of cannot be read, so that its scans cannot be vouched for.",
        "Put the file back under this path from a backup, and check again."
      )
    case .stackScanMissing:
      (
        "A scan of a stack is gone.",
        "Put it back under this path from a backup, or scan its paper anew as a stack of its own."
      )
    case .stackScanAltered:
      (
        "A scan of a stack is not as the scanner wrote it.",
        "Check the disk, and put the file back from a backup, or scan its paper anew as a stack of its own."
      )
    case .stackDecisionMissing:
      (
        "What a clerk decided about a stack is gone; what comes after it would be carried out without it.",
        "Put it back under this path from a backup. The sealed packages of the stack say what was decided."
      )
    case .stackDecisionUnreadable:
      (
        "What a clerk decided about a stack cannot be read.",
        "Put it back under this path from a backup. The sealed packages of the stack say what was decided."
      )
    case .stackTwice:
      (
        "A stack lies both among the open ones and among those that are done.",
        "Is one of them from a backup? Move the one with fewer decisions out of stacks/."
      )
    case .stackTemporary:
      (
        "Something half done that a stopped run or command left among the stacks.",
        "Nothing; the next run removes whole stacks of this kind, or `court-intake fsck --repair`; the rest may be removed."
      )
    case .noticeDiffers:
      (
        "A file under the name of a notice holds other octets: someone who may write there changed it.",
        "Ask the recipient. Move the file away; `court-intake fsck --repair --redeliver` writes the notice again."
      )
    case .noticeUnknown:
      (
        "A notice was told that the register does not know.",
        "Is the register an old copy? Then restore the newest one. Otherwise someone else put the file there: move it away."
      )
    case .noticeTaken:
      (
        "Delivered notices lie neither under new/ nor under ack/: the recipient has taken them away.",
        "Nothing, unless the recipient misses them: `court-intake fsck --repair --redeliver` writes them again."
      )
    case .noticeNotDelivered:
      (
        "A notice is not known to be delivered.",
        "Nothing; the next run delivers it, or `court-intake fsck --repair`. If it stays, another file has its name."
      )
    case .noticeNotRendered: ("Notices that were promised and not yet written.", "Nothing; the next run writes them.")
    case .noticeTemporary: ("A notice that a stopped run did not finish writing.", "Nothing; it may be removed.")
    case .stranger:
      ("Not of this program's making.", "See whose it is and move it away; it is never opened and never removed.")
    }
  }
}
