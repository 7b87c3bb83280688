/// The `mimetype` entry, by which programs know a container from its first octets (EN 319 162-1 §A.1).
struct MimetypeEntry {
  let kind: ContainerKind

  /// Nil when there is none, or none that can be read.
  ///
  /// Its form decides nothing about the signatures, and containers that every verifier accepts have it at the end,
  /// deflated, with extra fields or with a byte order mark; so those are warnings.
  init?(
    of archive: ZIPArchive, _ source: ByteSource?, findings: inout [ContainerFinding]
  ) throws(SourceFailure) {
    guard let source,
      let index = archive.entries.firstIndex(where: { $0.name.isIdentical(to: SignatureContainer.mimetype) })
    else {
      findings.append(ContainerFinding(.mimetypeMissing, "no mimetype entry says what the container is (§A.1)"))
      return nil
    }
    let entry = archive.entries[index]
    let faults = [
      index != 0 ? "not the first entry" : nil, entry.method != .stored ? "compressed" : nil,
      entry.hasLocalExtraFields ? "with extra fields" : nil,
    ].compactMap(\.self)
    if !faults.isEmpty {
      findings.append(
        ContainerFinding(
          .mimetypeForm, .warning, entry: entry.name, "the mimetype entry is \(faults.joined(separator: ", ")) (§A.1)"))
    }
    var octets = source.count <= 256 ? try source.octets(in: 0..<source.count)[...] : []
    if octets.starts(with: [0xEF, 0xBB, 0xBF]) { octets = octets.dropFirst(3) }
    while let last = octets.last, [0x20, 0x09, 0x0A, 0x0D].contains(last) { octets = octets.dropLast() }
    if octets.count != source.count {
      findings.append(
        ContainerFinding(
          .mimetypeForm, .warning, entry: entry.name, "the mimetype entry holds more than a media type (§A.1)"))
    }
    let mediaType = String(decoding: octets, as: UTF8.self)
    kind = ContainerKind(mediaType: mediaType)
    if case .other(let type) = kind {
      findings.append(
        ContainerFinding(
          .containerTypeUnknown, entry: entry.name,
          "\"\(type.escapingControls)\" is no signature container's media type"))
    }
  }
}
