import FoundationEssentials

extension XAdESSigner {
  /// Signs files and writes them with the signature as an ASiC-E container (EN 319 162-1 §4.4) to an empty file, which is
  /// read again to verify it.
  /// - Parameters:
  ///   - files: The data files.
  ///   - claims: The signed properties.
  ///   - descriptor: Open for reading and writing. It is neither synced nor closed.
  /// - Throws: ``SourceFailure`` when a file cannot be read or the container not written; ``TimeStampFailure``, and what the
  ///   time-stamp source throws.
  public func signContainer(
    of files: [DetachedFile], claiming claims: SignatureClaims, to descriptor: Int32
  ) async throws -> Result<SignatureMade, SigningDefect> {
    try await deciding {
      let signature = try await sign(files, as: .container, claiming: claims).get()
      let dataFiles = files.map {
        ContainerWriter.DataFile(name: $0.name, mediaType: $0.mediaType, source: $0.source)
      }
      let output = SignedFile(descriptor)
      try Self.naming {
        try ContainerWriter.write(dataFiles, signatures: [signature.octets], at: ZIPTime(claims.signingTime)) {
          try output.write($0)
        }
      }
      let signatures = try await check(signature.made, in: descriptor, from: nil, at: claims.signingTime)
      for file in files where try file.source.changed() { throw SourceFailure.changed }
      return signature.made.among(signatures)
    }
  }

  /// Adds a signature over all data files of a container, and writes the container to an empty file. What it had keeps its
  /// octets.
  public func signContainer(
    _ container: ByteSource, claiming claims: SignatureClaims, to descriptor: Int32
  ) async throws -> Result<SignatureMade, SigningDefect> {
    try await deciding {
      let opened: SignatureContainer
      switch try SignatureContainer.open(container) {
      case .success(let container): opened = container
      case .failure(let defect): throw SigningDefect.container("\(defect)")
      }
      let files = opened.dataFiles.map { file in
        DetachedFile(
          name: file.name, source: file.source, mediaType: file.mediaType ?? "application/octet-stream")
      }
      let signature = try await sign(files, as: .container, claiming: claims).get()
      let output = SignedFile(descriptor)
      try Self.naming {
        try ContainerWriter.add(signature: signature.octets, to: opened, at: ZIPTime(claims.signingTime)) {
          try output.write($0)
        }
      }
      let signatures = try await check(signature.made, in: descriptor, from: opened, at: claims.signingTime)
      if try container.changed() { throw SourceFailure.changed }
      return signature.made.among(signatures)
    }
  }

  /// Names and sizes that a container cannot have are the caller's.
  private static func naming(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let fault as ContainerWriter.Fault {
      throw SigningDefect.container(fault.detail)
    }
  }

  /// Reads the container that was written, and verifies all of its signatures.
  /// - Returns: How many they are.
  private func check(
    _ made: SignatureMade, in descriptor: Int32, from earlier: SignatureContainer?, at time: Date
  ) async throws -> Int {
    let verifier = SignatureVerifier(trust: .none)
    guard case .success(let written) = try SignatureContainer.open(ByteSource(duplicating: descriptor)) else {
      throw SigningDefect.notVerified("the container cannot be read")
    }
    let report = try await ContainerValidator.validate(written, verifier: verifier, at: time)
    if let invalid = report.signatureFiles.first(where: \.hasInvalidSignature) {
      // Signature files do not touch one another: an earlier one was broken before.
      guard invalid.signatures.contains(where: { $0.report.id == made.id }) || earlier == nil else {
        throw SigningDefect.brokenSignature(path: invalid.name, detail: "its files were changed after it was made")
      }
    }
    let signatures = report.signatureFiles.flatMap(\.signatures)
    guard let own = signatures.first(where: { $0.report.id == made.id }), own.report.core == .valid,
      own.coverage == .full
    else { throw SigningDefect.notVerified("the signature does not cover the container's files") }
    return signatures.count
  }
}

extension ContainerWriter.Fault {
  /// For people.
  fileprivate var detail: String {
    switch self {
    case .noDataFiles: "there is no file to put into it"
    case .name(let defect): "\(defect)"
    case .reservedName(let name): "the name \(name) has a meaning of its own in containers"
    case .mediaType(let type): "\(type) is not a media type"
    case .tooLarge: "the files are more than 4 GB, or more than 65,534"
    case .holdsOneSignature: "an ASiC-S container has one file of signatures, and this one has it"
    }
  }
}

extension SignatureFileReport {
  fileprivate var hasInvalidSignature: Bool { defect != nil || signatures.contains { $0.report.core == .invalid } }
}

extension SignatureMade {
  /// The same signature, in the company of others.
  fileprivate func among(_ signatures: Int) -> SignatureMade {
    SignatureMade(
      id: id, level: level, algorithm: algorithm, signer: signer, signingTime: signingTime, references: references,
      timeStampRequest: timeStampRequest, timeStampedAt: timeStampedAt, signatures: signatures)
  }
}
