import Filing
import FilingStore

/// Every stored file against its row, and the store against the rows.
struct StoredFileCheck {
  let root: Root
  let queries: RegisterQueries
  let meter: InspectionMeter
  let log: ObservationLog

  /// Whose octets are not as they were stored.
  struct Damage {
    var packages: Set<PackageID> = []
    /// Of notices.
    var notices: Set<PackedOctets> = []
  }

  func run() throws -> Damage {
    let reader = OctetReader(meter: meter)
    var packs = PackCheck(packs: root.store.packs, reader: reader, log: log)
    var objects = ObjectCheck(store: root.store, reader: reader, log: log)
    var damage = Damage()
    try queries.forEachStoredFile { owner, file in
      let isSound =
        switch file.place {
        case .segment(let segment, let offset):
          try packs.check(file, segment: segment, offset: offset, of: owner)
        case .object: try objects.check(file, of: owner)
        }
      switch (owner, file.place) {
      case (.package(let package), _):
        meter.countFile()
        if !isSound { damage.packages.insert(package) }
      case (.notice, .segment(let segment, let offset)) where !isSound:
        damage.notices.insert(PackedOctets(segment: segment, offset: offset, size: file.size))
      case (.notice, _): break
      }
    }
    try packs.finish()
    try objects.finish()
    return damage
  }
}

extension RegisterQueries.StoredFileOwner {
  /// As observations name a file of it.
  func label(of file: FilingStore.StoredFile) -> String {
    switch self {
    case .package(let id): "package \(id.value), \(CardNumber.masked(in: file.name))"
    case .notice: "notice \(file.name)"
    }
  }
}
