/// A time-stamp token of a container, with what it is over: the one data file of an ASiC-S (EN 319 162-1 §4.3.3.2 item 3),
/// or an `ASiCManifest` with the digests of files (§4.4.4.2, §A.4, §A.7).
public struct ContainerTimeStamp: Sendable {
  public enum Subject: Sendable {
    case dataFile(SignatureContainer.DataFile)
    case manifest(ASiCManifest)
    /// Nothing names what it is over, or more than one thing does.
    case unknown
  }

  /// Name of the token's entry.
  public let name: String
  /// The token.
  public let source: ByteSource
  public let subject: Subject

  init(
    _ token: SignatureContainer.MetaFile, kind: ContainerKind, manifests: [ASiCManifest],
    dataFiles: [SignatureContainer.DataFile]
  ) {
    name = token.name
    source = token.source
    let over = manifests.filter { ContainerReference.names(of: $0.signatureURI).contains(Array(token.name.utf8)) }
    if over.count == 1 {
      subject = .manifest(over[0])
    } else if over.isEmpty, kind == .asicS, dataFiles.count == 1, name.isIdentical(to: "META-INF/timestamp.tst") {
      subject = .dataFile(dataFiles[0])
    } else {
      subject = .unknown
    }
  }

  /// The digest that the token must hold; nil when it is unknown what it is over.
  public func imprint(by algorithm: DigestAlgorithm) throws(SourceFailure) -> [UInt8]? {
    switch subject {
    case .dataFile(let file): try file.source.digest(by: algorithm)
    case .manifest(let manifest): try manifest.source.digest(by: algorithm)
    case .unknown: nil
    }
  }

  /// What of a manifest's references holds. With a manifest, only the files whose digests it has right are covered.
  struct Extent {
    var dataFiles: [String] = []
    var faults: [String] = []
  }

  func extent(_ digests: inout FileDigests, dataFiles: [SignatureContainer.DataFile]) throws(SourceFailure) -> Extent {
    switch subject {
    case .dataFile(let file): return Extent(dataFiles: [file.name])
    case .unknown: return Extent(faults: ["nothing says what the time-stamp is over"])
    case .manifest(let manifest):
      var extent = Extent()
      let dataNames = Set(dataFiles.map { Array($0.name.utf8) })
      for object in manifest.dataObjects {
        switch try manifest.check(object, &digests) {
        case .success(let name):
          if dataNames.contains(name) { extent.dataFiles.append(String(decoding: name, as: UTF8.self)) }
        case .failure(let fault): extent.faults.append("\(manifest.name.escapingControls): \(fault.detail)")
        }
      }
      return extent
    }
  }
}

extension ASiCManifest {
  /// The octets of the name of the file that a reference leads to, if its digest is right.
  func check(
    _ object: DataObject, _ digests: inout FileDigests
  ) throws(SourceFailure) -> Result<[UInt8], PackageManifest.Malformed> {
    let shown = object.uri.escapingControls
    let names = ContainerReference.names(of: object.uri).filter { digests.files[$0] != nil }
    guard names.count == 1 else {
      return .failure(
        .init(detail: "\"\(shown)\" leads to \(names.isEmpty ? "no file" : "two files") of the container"))
    }
    switch object.digestAlgorithm {
    case .failure(let algorithm): return .failure(.init(detail: "unsupported \(algorithm.detail)"))
    case .success(let algorithm):
      guard constantTimeEqual(try digests.digest(of: names[0], by: algorithm), object.digest) else {
        return .failure(.init(detail: "\"\(shown)\" is not the file that was digested"))
      }
      return .success(names[0])
    }
  }
}
