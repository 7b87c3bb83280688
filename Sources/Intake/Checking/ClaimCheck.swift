import Filing
import FilingStore

/// A claim of a package that was accepted.
struct AcceptedClaim {
  let name: ClaimName
  let channel: FolderLabel
  let package: PackageRecord
}

/// What lies among the claims: accepted drops that were not released, and drops that wait to be taken up.
struct ClaimCheck {
  let root: Root
  let queries: RegisterQueries
  let log: ObservationLog

  func run() throws -> [AcceptedClaim] {
    var accepted: [AcceptedClaim] = []
    for folderName in try root.claims.names() where folderName != Carrier.folderName {
      guard let channel = FolderLabel(String(decoding: folderName.bytes, as: UTF8.self)),
        let folder = try root.claims.presentFolder(folderName)
      else {
        log.report(.stranger, at: root.claims.path(of: folderName))
        continue
      }
      for name in try folder.names() {
        let place = folder.path(of: name)
        guard let claim = ClaimName(name) else {
          log.report(.stranger, at: place)
          continue
        }
        if let package = try queries.package(claimedAs: name.escaped) {
          log.report(.claimAccepted, at: place, "package \(package.id.value)")
          accepted.append(AcceptedClaim(name: claim, channel: channel, package: package))
        } else {
          log.report(.claimWaiting, at: place)
        }
      }
    }
    return accepted
  }
}
