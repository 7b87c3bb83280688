import Filing
import Foundation

/// The scans of one stack against its manifest, and the decisions about it: what its share gave up for this copy, and what a
/// clerk said once. All else in the folder is made anew where it is missing.
struct StackContentCheck {
  let stack: Directory
  let reader: OctetReader
  let meter: InspectionMeter
  let log: ObservationLog

  func run() throws {
    try checkScans()
    try checkDecisions()
    for name in try stack.names() where name.hasPrefix(".") { log.report(.stackTemporary, at: stack.path(of: name)) }
  }

  // MARK: Scans

  private func checkScans() throws {
    let place = stack.path(of: StoredStack.manifest)
    guard let manifest = try value(StackManifest.self, in: StoredStack.manifest, of: stack) else {
      return log.report(.stackUnreadable, at: place)
    }
    let folder = try stack.presentFolder(StoredStack.originals)
    var strangers = Set(try folder?.names() ?? [])
    for (index, file) in manifest.files.enumerated() {
      let name = StackManifest.fileName(index + 1)
      strangers.remove(name)
      meter.countFile()
      guard let hash = ContentHash(hexadecimal: file.sha256) else {
        log.report(.stackUnreadable, at: place, "SHA-256 of scan \(index + 1)")
        continue
      }
      try checkScan(name, in: folder, against: file, hash)
    }
    for name in strangers { log.report(.stranger, at: folder?.path(of: name) ?? place) }
  }

  private func checkScan(
    _ name: FileName, in folder: Directory?, against file: StackManifest.File, _ hash: ContentHash
  ) throws(FileFailure) {
    let place = "\(stack.path(of: StoredStack.originals))/\(name.escaped)"
    let title = CardNumber.masked(in: file.name)
    guard let scan = try folder?.presentFile(name) else { return log.report(.stackScanMissing, at: place, title) }
    let size = try scan.status().state.size
    guard size == file.size else {
      return log.report(.stackScanAltered, at: place, "\(title): has \(size) octets and not \(file.size)")
    }
    guard try reader.hash(scan, at: 0, size: size) != hash else { return }
    log.report(.stackScanAltered, at: place, "\(title): \(size) octets, SHA-256 is another one")
  }

  // MARK: Decisions

  /// What each decision says beside what was decided, which is not read here.
  private struct Statement: Decodable {
    let person: String
    let reason: String
    let at: Instant
  }

  /// What was found and became of the stack, as far as it tells how many decisions there were.
  private struct Progress: Decodable { let carriedOut: Int }

  private func checkDecisions() throws {
    let place = stack.path(of: StoredStack.decisions)
    let folder = try stack.presentFolder(StoredStack.decisions)
    var numbers: [Int] = []
    for name in try folder?.names() ?? [] {
      if let number = StoredStack.decisionNumber(of: name) {
        numbers.append(number)
      } else {
        log.report(name.hasSuffix(".tmp") ? .stackTemporary : .stranger, at: "\(place)/\(name.escaped)")
      }
    }
    let carriedOut = try value(Progress.self, in: FileName(known: "record.json"), of: stack)?.carriedOut ?? 0
    var next = 1
    for number in numbers.sorted() {
      reportMissing(next..<number, at: place)
      next = number + 1
      let name = StoredStack.decisionName(number)
      guard let folder, try value(Statement.self, in: name, of: folder) == nil else { continue }
      log.report(.stackDecisionUnreadable, at: folder.path(of: name))
    }
    // The last ones leave no gap; but what came of them is known.
    if next <= carriedOut { reportMissing(next..<carriedOut + 1, at: place) }
  }

  private func reportMissing(_ numbers: Range<Int>, at place: String) {
    guard let first = numbers.first else { return }
    log.report(
      .stackDecisionMissing, at: "\(place)/\(StoredStack.decisionName(first).escaped)",
      numbers.count == 1 ? nil : "\(numbers.count) decisions, from this one on")
  }

  /// Nil where there is no such file, or none that says this.
  private func value<Value: Decodable>(
    _ type: Value.Type, in name: FileName, of folder: Directory
  ) throws(FileFailure) -> Value? {
    guard let file = try folder.presentFile(name) else { return nil }
    let octets = try file.read(at: 0, count: Int(file.status().state.size))
    meter.count(octets: octets.count)
    return try? JSONDecoder().decode(type, from: Data(octets))
  }
}
