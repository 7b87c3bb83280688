/// A file that a signature references from outside.
public struct DetachedFile: Sendable {
  /// With `/` between folders, relative to the signature.
  public let name: String
  public let source: ByteSource
  /// Such as `application/pdf`.
  public let mediaType: String

  public init(name: String, source: ByteSource, mediaType: String = "application/octet-stream") {
    self.name = name
    self.source = source
    self.mediaType = mediaType
  }

  public var uri: String { ContainerReference.uri(ofFile: name) }
}

/// What stands around a detached signature.
public enum DetachedForm: Sendable, Hashable {
  /// Nothing: `ds:Signature` is the root.
  case alone
  /// `asic:XAdESSignatures`, as a container has it (EN 319 162-1 §4.4.3, A.5).
  case container
}

extension XAdESSigner {
  /// Signs files as they are. The signature is a document of its own, which names them.
  /// - Throws: ``SourceFailure`` when a file cannot be read; what the time-stamp source throws.
  public func sign(
    _ files: [DetachedFile], as form: DetachedForm = .alone, claiming claims: SignatureClaims
  ) async throws -> Result<(octets: [UInt8], made: SignatureMade), SigningDefect> {
    try await deciding {
      let prepared = try await prepare(files, form, claims)
      let octets = try prepared.splice.octets
      let detached = Dictionary(files.map { ($0.uri, $0.source) }, uniquingKeysWith: { first, _ in first })
      let made = try await verify(prepared, in: ByteSource(octets), from: ByteSource([]), detached: detached)
      for file in files where try file.source.changed() { throw SourceFailure.changed }
      return (octets, made)
    }
  }

  private func prepare(
    _ files: [DetachedFile], _ form: DetachedForm, _ claims: SignatureClaims
  ) async throws -> Prepared {
    guard !files.isEmpty else { throw SigningDefect.noFiles }
    // One reference is that of the signed properties.
    let most = SignatureStructure.mostReferences - 1
    guard files.count <= most else { throw SigningDefect.tooManyFiles(most) }
    var names: Set<String> = []
    for file in files where !names.insert(file.uri).inserted { throw SigningDefect.fileTwice(file.name) }
    let id = freshIdentifier { _ in false }
    let references = try files.enumerated().map { index, file in
      let sink = digest.algorithm.hasher()
      try file.source.forEachChunk(in: 0..<file.source.count) { sink.write($0) }
      return SignatureDraft.Reference(
        id: "\(id)-file-\(index + 1)", uri: file.uri, transforms: [], digest: sink.finish(), mediaType: file.mediaType)
    }
    let wrapper: (name: String, attributes: [(name: String, value: String)])? =
      form == .container ? ("asic:XAdESSignatures", [("xmlns:asic", "http://uri.etsi.org/02918/v1.2.1#")]) : nil
    var surroundings = SignatureSurroundings.none
    if let wrapper { surroundings = surroundings.inside(wrapper.name, wrapper.attributes) }
    let finished = try await finish(draft(id, claims, references), in: surroundings)
    var writer = XMLWriter()
    writer.raw(Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8))
    if let wrapper { try writer.open(wrapper.name, wrapper.attributes) }
    try finished.draft.write(into: &writer)
    if let wrapper { writer.close(wrapper.name) }
    return Prepared(
      splice: Splice(writer.octets), id: id, claims: claims, references: files.map(\.uri),
      timeStampRequest: finished.request, token: finished.token)
  }
}
