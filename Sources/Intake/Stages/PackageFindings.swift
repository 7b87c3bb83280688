import Filing

/// What a channel has against a package as a whole: its form, its kind, its size, and what of it could not be copied.
enum PackageFindings {
  static func findings(for parsed: Parsed, by channel: ChannelPolicy) -> [Finding] {
    findings(
      for: parsed.received, of: parsed.kind, at: parsed.location(of: parsed.contentElement), by: channel)
  }

  static func findings(for statement: StatementPackage, by channel: ChannelPolicy) -> [Finding] {
    findings(for: statement.received, of: .statement, at: SourceLocation(file: statement.file), by: channel)
  }

  private static func findings(
    for received: Received, of kind: ChannelPolicy.Kind, at location: SourceLocation, by channel: ChannelPolicy
  ) -> [Finding] {
    let findings = findings(for: received, by: channel)
    guard !channel.kinds.contains(kind) else { return findings }
    return findings
      + [Finding(.packageKindNotAllowed, at: location, ["channel": channel.name, "kind": kind.rawValue])]
  }

  static func findings(for received: Received, by channel: ChannelPolicy) -> [Finding] {
    let record = received.record
    var findings: [Finding] = []
    if !channel.forms.contains(record.form) {
      findings.append(
        Finding(.packageFormNotAllowed, ["channel": channel.name, "form": record.form.rawValue]))
    }
    if record.size > channel.maximumPackageSize {
      findings.append(
        Finding(
          .packageTooLarge, ["size": String(record.size), "limit": String(channel.maximumPackageSize)]))
    }
    if received.files.count > channel.maximumFiles {
      findings.append(
        Finding(
          .packageTooManyFiles, ["count": String(received.files.count), "limit": String(channel.maximumFiles)]))
    }
    if !isSane(record.originalName) {
      findings.append(Finding(.packageNameInvalid, ["name": record.originalName]))
    }
    return findings + received.defects.map { finding(for: $0, limit: channel.maximumFiles) }
  }

  private static func finding(for defect: FolderDefect, limit: Int) -> Finding {
    let location = SourceLocation(file: defect.path.isEmpty ? nil : defect.path)
    return switch defect.kind {
    case .nestedFolder: Finding(.packageEntryForbidden, at: location, ["name": defect.path, "kind": "folder"])
    case .forbidden(let kind):
      Finding(.packageEntryForbidden, at: location, ["name": defect.path, "kind": kind.rawValue])
    case .tooMany: Finding(.packageTooManyFiles, ["count": ">\(limit)", "limit": String(limit)])
    }
  }

  /// A name of which something other than `%` itself had to be escaped is not one that people can work with.
  private static func isSane(_ escaped: String) -> Bool {
    let octets = Array(escaped.utf8)
    return octets.indices.allSatisfy { octets[$0] != UInt8(ascii: "%") || octets[$0...].starts(with: "%25".utf8) }
  }
}
