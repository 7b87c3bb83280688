package import Filing
package import FilingStore

/// A package whose octets are durable and whose acceptance is committed: it has arrived.
package struct Received: Sendable {
  package let record: PackageRecord
  package let files: [ReceivedFile]
  /// What of a folder could not be copied: nested folders, links.
  package let defects: [FolderDefect]

  init(record: PackageRecord, files: [ReceivedFile], defects: [FolderDefect]) {
    self.record = record
    self.files = files
    self.defects = defects
  }

  /// The file that holds the content element: the package itself, or `submission.xml` of a folder.
  var main: ReceivedFile? {
    switch record.form {
    case .xml: files.first
    case .folder: files.first { $0.name == "submission.xml" }
    }
  }
}

/// One durable file of a package.
package struct ReceivedFile: Sendable {
  /// As people see it; octets that are no text are escaped.
  package let name: String
  /// In octets.
  package let size: Int64
  package let hash: ContentHash
  /// Small files are still in memory from the copy.
  private let held: [UInt8]?
  private let place: StoredPlace
  private let store: ByteStore

  init(_ file: StoredFile, in store: ByteStore) {
    name = file.name.escaped
    size = file.size
    hash = file.hash
    held = file.bytes
    place = file.place
    self.store = store
  }

  /// A file that an earlier run accepted.
  init(_ file: FilingStore.StoredFile, in store: ByteStore) {
    name = file.name
    size = file.size
    hash = file.hash
    held = nil
    place = StoredPlace(file.place)
    self.store = store
  }

  /// - Throws: ``FileFailure`` when the store cannot give the octets that it was given.
  func open() throws(FileFailure) -> StoredContent {
    if let held { return .memory(held) }
    return .stored(try store.open(place, size: size, hash: hash))
  }
}

/// Octets of a durable file.
enum StoredContent: Sendable {
  case memory([UInt8])
  case stored(StoredBytes)
}

extension StoredPlace {
  init(_ place: FilingStore.StoredFile.Place) {
    switch place {
    case .object: self = .file
    case .segment(let segment, let offset): self = .pack(segment: segment, offset: offset)
    }
  }

  var row: FilingStore.StoredFile.Place {
    switch self {
    case .file: .object
    case .pack(let segment, let offset): .segment(segment, offset: offset)
    }
  }
}
