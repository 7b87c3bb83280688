/// Every scanned stack with what was taken off its share and decided about it; none lies in two places.
struct StackCheck {
  let root: Root
  let meter: InspectionMeter
  let log: ObservationLog

  func run() throws {
    guard let stacks = try root.directory.presentFolder(FileName(known: "stacks")) else { return }
    let reader = OctetReader(meter: meter)
    let open = try check(stacks, but: StackFolder.done, reader)
    guard let folder = try stacks.presentFolder(StackFolder.done) else { return }
    let done = try check(folder, but: nil, reader)
    for id in open.intersection(done).sorted() { log.report(.stackTwice, at: folder.path(of: .ofOurs("\(id)"))) }
  }

  /// - Returns: The stacks that lie there.
  private func check(_ folder: Directory, but other: FileName?, _ reader: OctetReader) throws -> Set<ULID> {
    var ids: Set<ULID> = []
    for name in try folder.names() where name != other {
      if let id = ULID(bytes: name.bytes), let stack = try folder.presentFolder(name) {
        ids.insert(id)
        try StackContentCheck(stack: stack, reader: reader, meter: meter, log: log).run()
      } else {
        log.report(StackFolder.isLeftover(name) ? .stackTemporary : .stranger, at: folder.path(of: name))
      }
    }
    return ids
  }
}
