extension ContainerTimeStampReport {
  /// Checks a time-stamp as far as that goes without trust: its imprint is over what it should be over (RFC 3161 §2.4.2),
  /// the digests of its manifest fit the files, and its signature is its certificate's.
  init(
    of timeStamp: ContainerTimeStamp, in container: SignatureContainer, _ digests: inout FileDigests
  ) throws(SourceFailure) {
    name = timeStamp.name
    let extent = try timeStamp.extent(&digests, dataFiles: container.dataFiles)
    dataFiles = extent.dataFiles
    var faults = extent.faults
    var core: CoreResult = faults.isEmpty ? .valid : .invalid
    // One octet more than a token may have is enough to be refused.
    let octets = try timeStamp.source.octets(in: 0..<min(timeStamp.source.count, TimeStampToken.mostOctets + 1))
    do throws(TimeStampDefect) {
      token = try TimeStampToken(derEncoded: octets)
    } catch {
      token = nil
      faults.append(error.detail)
      core = .invalid
    }
    if let token {
      switch token.info.imprintAlgorithm {
      case .failure(let algorithm):
        faults.append("unsupported \(algorithm.detail)")
        core = core == .valid ? .unsupported : core
      case .success(let algorithm):
        if let imprint = try timeStamp.imprint(by: algorithm), !token.info.isAbout(digest: imprint) {
          faults.append("the time-stamp is over something else")
          core = .invalid
        }
      }
      switch token.signature() {
      case .valid: break
      case .invalid(let flaw):
        faults.append(flaw.detail)
        core = .invalid
      case .signerNotFound(let fault):
        faults.append(fault.detail)
        core = core == .valid ? .unsupported : core
      case .unsupported(let what):
        faults.append("unsupported \(what)")
        core = core == .valid ? .unsupported : core
      }
    }
    self.core = core
    self.faults = faults
  }
}
