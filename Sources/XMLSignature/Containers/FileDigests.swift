/// Digests of a container's files, each taken once however many manifests ask for it.
struct FileDigests {
  let files: [[UInt8]: ByteSource]
  private var known: [Key: [UInt8]] = [:]

  private struct Key: Hashable {
    let name: [UInt8]
    let algorithm: DigestAlgorithm
  }

  init(of files: [[UInt8]: ByteSource]) { self.files = files }

  /// Empty, which no digest is, for a file that is not there.
  mutating func digest(of name: [UInt8], by algorithm: DigestAlgorithm) throws(SourceFailure) -> [UInt8] {
    let key = Key(name: name, algorithm: algorithm)
    if let digest = known[key] { return digest }
    let digest = try files[name]?.digest(by: algorithm) ?? []
    known[key] = digest
    return digest
  }
}

extension ByteSource {
  func digest(by algorithm: DigestAlgorithm) throws(SourceFailure) -> [UInt8] {
    let sink = algorithm.hasher()
    do {
      try forEachChunk(in: 0..<count) { sink.write($0) }
    } catch let failure as SourceFailure {
      throw failure
    } catch {
      preconditionFailure("an error of no kind: \(error)")
    }
    return sink.finish()
  }
}
