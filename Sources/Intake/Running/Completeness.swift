import Filing
import XMLSignature

/// Whether all of a folder package has come, by its channel's rule and the package's own list of files.
final class Completeness {
  /// What is known of a drop before it is copied.
  enum Standing {
    /// Nothing stands against taking it. Its files must have these hashes to be whole; none are known where its sender
    /// said that it is whole, or the channel does not ask.
    case whole(expecting: [FileName: ContentHash])
    /// A file that its list names has not come.
    case waiting(for: String)
  }

  private let rules: [String: ChannelPolicy.Completeness]
  private let limits: ParsingLimits
  private let mark: OpeningMark

  init(root: Root, settings: Settings) throws(FileFailure) {
    rules = Dictionary(uniqueKeysWithValues: settings.channels.map { ($0.name, $0.completeness) })
    limits = settings.parsing
    mark = try OpeningMark(in: root.state)
  }

  /// - Parameter directory: Where the drop lies.
  /// - Throws: ``FileFailure`` or ``SourceFailure`` when it cannot be read.
  func standing(of drop: Drop, in directory: Directory, of channel: Channel) throws -> Standing {
    guard case .folder(let content) = drop.content, !drop.isMarkedComplete else { return .whole(expecting: [:]) }
    let list = try PackageManifest.ofFolder(drop.name, content, in: directory, limits: limits, under: mark)
    if case .unfinished = list { return .waiting(for: FolderContent.submissionName.escaped) }
    guard rules[channel.label.text] == .manifest, case .files(let manifest) = list else {
      return .whole(expecting: [:])
    }
    if let missing = manifest.firstMissing(in: content) { return .waiting(for: missing.name.escaped) }
    let hashes = manifest.files.compactMap { file in file.hash.map { (file.name, $0) } }
    return .whole(expecting: Dictionary(hashes, uniquingKeysWith: { first, _ in first }))
  }
}

extension PackageManifest {
  enum OfFolder {
    case files(PackageManifest)
    /// Its main file has no end yet.
    case unfinished
    /// It says nothing of files.
    case none
  }

  /// What a folder that was looked at says of its files.
  ///
  /// - Parameter mark: Where it is noted that the folder is open; nil for who only looks.
  /// - Throws: ``FileFailure`` or ``SourceFailure`` when it cannot be read.
  static func ofFolder(
    _ name: FileName, _ content: FolderContent, in directory: Directory, limits: ParsingLimits,
    under mark: OpeningMark?
  ) throws -> OfFolder {
    guard let entry = content.submission, entry.kind == .regular,
      let folder = try directory.presentFolder(name),
      let file = try folder.plainFile(FolderContent.submissionName, seen: entry.state)
    else { return .none }
    let bytes = StoredBytes(file: file, offset: 0, size: entry.state.size)
    guard case .complete = try EndCheck(of: bytes) else { return .unfinished }
    func read() throws -> OfFolder? {
      try PackageManifest(of: bytes.source(), limits: limits).map { .files($0) }
    }
    guard let mark else { return try read() ?? .none }
    return try mark.opening(entry.state, read) ?? .none
  }
}
