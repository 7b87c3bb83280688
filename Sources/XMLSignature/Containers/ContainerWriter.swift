/// Writes ASiC-E containers with XAdES signatures (EN 319 162-1 §4.4), and adds signatures to containers that there are.
public enum ContainerWriter {
  /// A file to be put into a container.
  public struct DataFile: Sendable {
    public let name: String
    public let mediaType: String
    public let source: ByteSource
    /// Whether it may be deflated; it is where that makes it smaller.
    public let compresses: Bool

    public init(name: String, mediaType: String, source: ByteSource, compresses: Bool = true) {
      self.name = name
      self.mediaType = mediaType
      self.source = source
      self.compresses = compresses
    }
  }

  /// Why a container cannot be written.
  public enum Fault: Error, Sendable, Hashable {
    /// A container without data files would say nothing.
    case noDataFiles
    /// A name that a strict reader would refuse, or that has a meaning in containers.
    case name(ZIPDefect)
    case reservedName(String)
    /// Not of the form `type/subtype` (RFC 6838 §4.2).
    case mediaType(String)
    /// Beyond 4 GB or 65,534 files.
    case tooLarge
    /// An ASiC-S container has one file of signatures (EN 319 162-1 §4.3.3.2).
    case holdsOneSignature
  }

  /// Writes a container.
  ///
  /// - Parameters:
  ///   - files: Data files in the order in which they will stand.
  ///   - signatures: Signature files, which become `META-INF/signatures0.xml` and so on; their references name the data
  ///     files by ``ContainerReference/uri(ofFile:)``.
  ///   - time: Stands at every entry, so that the same content gives the same octets.
  ///   - output: Takes the octets in their order.
  /// - Throws: ``Fault``, ``SourceFailure``, and what `output` throws.
  public static func write(
    _ files: [DataFile], signatures: [[UInt8]], at time: ZIPTime,
    to output: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    try check(files)
    var writer = ZIPWriter(at: time, output)
    try writer.add(
      SignatureContainer.mimetype, ByteSource(Array(ContainerKind.asicEMediaType.utf8)), compresses: false)
    for file in files { try writer.add(file.name, file.source, compresses: file.compresses) }
    try writer.add(PackageManifest.path, ByteSource(manifest(of: files)), compresses: true)
    for (index, signature) in signatures.enumerated() {
      try writer.add(signatureFile(index), ByteSource(signature), compresses: true)
    }
    try writer.finish()
  }

  /// Writes a container once more, with one signature file behind those that it has. All other entries keep their octets.
  ///
  /// - Returns: The name of the new entry.
  /// - Throws: ``Fault``, ``SourceFailure``, and what `output` throws.
  @discardableResult
  public static func add(
    signature: [UInt8], to container: SignatureContainer, at time: ZIPTime,
    to output: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) throws -> String {
    guard container.kind != .asicS else { throw Fault.holdsOneSignature }
    let taken = Set(container.archive.entries.map { $0.name.lowercased() })
    var index = 0
    while taken.contains(signatureFile(index).lowercased()) { index += 1 }
    var writer = try ZIPWriter(after: container.archive, at: time, output)
    try writer.add(signatureFile(index), ByteSource(signature), compresses: true)
    try writer.finish(comment: container.archive.comment)
    return signatureFile(index)
  }

  private static func signatureFile(_ index: Int) -> String { "META-INF/signatures\(index).xml" }

  private static func check(_ files: [DataFile]) throws(Fault) {
    guard !files.isEmpty else { throw .noDataFiles }
    for file in files {
      let first = String(file.name.unicodeScalars.prefix { $0 != "/" }).lowercased()
      guard first != "meta-inf", first != SignatureContainer.mimetype, file.name.utf8.last != UInt8(ascii: "/") else {
        throw .reservedName(file.name)
      }
      guard isMediaType(file.mediaType), file.mediaType.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else {
        throw .mediaType(file.mediaType)
      }
    }
    do {
      for file in files { _ = try ZIPEntryName.check(Array(file.name.utf8)[...], limits: ZIPLimits()) }
      try ZIPEntryName.checkDistinct(files.map(\.name))
    } catch {
      throw .name(error)
    }
  }

  private static func manifest(of files: [DataFile]) -> [UInt8] {
    var text = """
      <?xml version="1.0" encoding="UTF-8" standalone="no"?>
      <manifest:manifest xmlns:manifest="\(PackageManifest.namespace)" manifest:version="1.2">
        <manifest:file-entry manifest:full-path="/" manifest:media-type="\(ContainerKind.asicEMediaType)"/>

      """
    for file in files {
      text += """
          <manifest:file-entry manifest:full-path="\(escaped(file.name))" manifest:media-type="\(escaped(file.mediaType))"/>

        """
    }
    return Array((text + "</manifest:manifest>\n").utf8)
  }

  private static func escaped(_ text: String) -> String {
    // By scalars: a mark that combines with `&` makes one Character of both.
    text.unicodeScalars.reduce(into: "") {
      switch $1 {
      case "&": $0 += "&amp;"
      case "<": $0 += "&lt;"
      case "\"": $0 += "&quot;"
      default: $0.unicodeScalars.append($1)
      }
    }
  }
}
