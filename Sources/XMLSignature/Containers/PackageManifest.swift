/// `META-INF/manifest.xml` (OpenDocument 1.2 part 3 §3.2): the files of a container with their media types.
struct PackageManifest: Sendable {
  struct FileEntry: Sendable, Hashable {
    let path: String
    let mediaType: String
  }

  static let path = "META-INF/manifest.xml"
  static let namespace = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
  static let mostEntries = 20_000

  let entries: [FileEntry]

  /// - Throws: Why it is none, in English.
  init(_ tree: XMLTree) throws(Malformed) {
    guard tree.name(of: tree.root).is("manifest", in: Self.namespace) else {
      throw Malformed(detail: "the document element is not an OpenDocument manifest")
    }
    var entries: [FileEntry] = []
    for element in tree.elements(in: tree.root) {
      guard tree.name(of: element).is("file-entry", in: Self.namespace) else {
        throw Malformed(detail: "\(tree.name(of: element).local) may not stand in a manifest")
      }
      guard let path = Self.attribute("full-path", of: element, in: tree), !path.isEmpty,
        let mediaType = Self.attribute("media-type", of: element, in: tree)
      else { throw Malformed(detail: "a file-entry without full-path or media-type") }
      entries.append(FileEntry(path: path, mediaType: mediaType))
      guard entries.count <= Self.mostEntries else { throw Malformed(detail: "more than \(Self.mostEntries) entries") }
    }
    self.entries = entries
  }

  struct Malformed: Error, Sendable, Hashable {
    let detail: String
  }

  /// Some producers write the attributes without the namespace that the schema gives them.
  private static func attribute(_ name: String, of element: XMLTree.NodeID, in tree: XMLTree) -> String? {
    tree.attribute(name, namespace, of: element) ?? tree.attribute(name, of: element)
  }
}

/// RFC 6838 §4.2, with parameters allowed.
func isMediaType(_ text: String) -> Bool {
  let essence = text.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)[0].utf8
  let parts = essence.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
  let marks = Set("!#$&-^_.+".utf8)
  return parts.count == 2
    && parts.allSatisfy { part in
      !part.isEmpty
        && part.allSatisfy {
          switch $0 {
          case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
          default: marks.contains($0)
          }
        }
    }
}
