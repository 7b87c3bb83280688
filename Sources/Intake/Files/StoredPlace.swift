package import Filing

/// Where the bytes of one file lie in the store; what a row of the register keeps.
package enum StoredPlace: Sendable, Hashable {
  /// `store/<aa>/<sha256>`
  case file
  /// `store/packs/<segment>.pack`, at the offset of the first octet.
  case pack(segment: Int64, offset: Int64)
}

/// One file whose bytes are durable in the store.
package struct StoredFile: Sendable, Hashable {
  /// The sender's name: of the package when it is one file, else of the file in the folder.
  package let name: FileName
  package let place: StoredPlace
  /// In octets.
  package let size: Int64
  package let hash: ContentHash
  /// Whether the bytes end as their format demands.
  package let end: EndCheck
  /// Whether they begin as a ZIP archive does.
  package let isArchive: Bool
  /// A small file's bytes, so that the next stage need not read them again.
  package let bytes: [UInt8]?
}
