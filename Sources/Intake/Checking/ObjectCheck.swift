import Filing
import FilingStore

/// Objects of the store against their rows, which come by hash: each is read and hashed once, however many rows name it.
struct ObjectCheck {
  private enum Verdict {
    case sound
    case missing
    case altered(String)
  }

  let store: ByteStore
  let reader: OctetReader
  let log: ObservationLog
  /// The folder that the last row led into, with the names that no row has asked for so far.
  private var folder: (name: FileName, directory: Directory?, rest: Set<FileName>)?
  private var finished: Set<FileName> = []
  private var last: (hash: ContentHash, size: Int64, verdict: Verdict)?

  init(store: ByteStore, reader: OctetReader, log: ObservationLog) {
    self.store = store
    self.reader = reader
    self.log = log
  }

  /// Whether a row's octets are there as they were stored.
  mutating func check(_ file: FilingStore.StoredFile, of owner: RegisterQueries.StoredFileOwner) throws(FileFailure)
    -> Bool
  {
    if last?.hash != file.hash {
      let (size, verdict) = try examine(file.hash)
      last = (file.hash, size, verdict)
    }
    guard let last else { return false }
    let place = "state/store/\(ByteStore.folderName(for: file.hash).escaped)/\(file.hash.hexadecimal)"
    let owner = owner.label(of: file)
    switch last.verdict {
    case .sound where last.size == file.size: return true
    case .sound: log.report(.storedFileAltered, at: place, "\(owner): has \(last.size) octets and not \(file.size)")
    case .missing: log.report(.storedFileMissing, at: place, owner)
    case .altered(let how): log.report(.storedFileAltered, at: place, "\(owner): \(how)")
    }
    return false
  }

  /// Reports what no row names.
  mutating func finish() throws(FileFailure) {
    end()
    for name in try store.directory.names().sorted(by: { $0.escaped < $1.escaped }) where !finished.contains(name) {
      if name == FileName(known: "packs") || name == FileName(known: "tmp") { continue }
      guard Self.isFolderName(name), let directory = try store.directory.presentFolder(name) else {
        log.report(.stranger, at: store.directory.path(of: name))
        continue
      }
      folder = (name, directory, Set(try directory.names()))
      end()
    }
    for name in try store.temporary.names() { log.report(.storeTemporary, at: store.temporary.path(of: name)) }
  }

  private mutating func examine(_ hash: ContentHash) throws(FileFailure) -> (Int64, Verdict) {
    let folderName = ByteStore.folderName(for: hash)
    if folder?.name != folderName {
      end()
      let directory = try store.directory.presentFolder(folderName)
      folder = (folderName, directory, Set(try directory?.names() ?? []))
    }
    let name = ByteStore.fileName(for: hash)
    guard folder?.rest.remove(name) != nil, let directory = folder?.directory else { return (0, .missing) }
    guard let file = try directory.presentFile(name) else { return (0, .altered("is no plain file")) }
    let size = try file.status().state.size
    let isSame = try reader.hash(file, at: 0, size: size) == hash
    return (size, isSame ? .sound : .altered("\(size) octets, SHA-256 is another one"))
  }

  private mutating func end() {
    guard let folder else { return }
    self.folder = nil
    finished.insert(folder.name)
    for name in folder.rest.sorted(by: { $0.escaped < $1.escaped }) {
      let hash = ContentHash(hexadecimal: name.escaped)
      let isOurs = hash.map { ByteStore.fileName(for: $0) == name && ByteStore.folderName(for: $0) == folder.name }
      let path = folder.directory?.path(of: name) ?? name.escaped
      log.report(isOurs == true ? .objectUnnamed : .stranger, at: path)
    }
  }

  private static func isFolderName(_ name: FileName) -> Bool {
    name.bytes.count == 2 && name.bytes.allSatisfy { "0123456789abcdef".utf8.contains($0) }
  }
}
