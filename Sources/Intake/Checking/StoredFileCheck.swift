import Filing
import FilingStore

/// Every stored file against its row, and the store against the rows.
struct StoredFileCheck {
  let root: Root
  let queries: RegisterQueries
  let meter: InspectionMeter
  let log: ObservationLog

  /// - Returns: Packages of which octets are not as they were stored.
  func run() throws -> Set<PackageID> {
    let reader = OctetReader(meter: meter)
    var packs = PackCheck(packs: root.store.packs, reader: reader, log: log)
    var objects = ObjectCheck(store: root.store, reader: reader, log: log)
    var damaged: Set<PackageID> = []
    try queries.forEachStoredFile { package, file in
      let isSound =
        switch file.place {
        case .segment(let segment, let offset):
          try packs.check(file, segment: segment, offset: offset, of: package)
        case .object: try objects.check(file, of: package)
        }
      if !isSound { damaged.insert(package) }
      meter.countFile()
    }
    try packs.finish()
    try objects.finish()
    return damaged
  }
}
