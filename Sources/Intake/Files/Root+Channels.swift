package import Filing
import Glibc

extension Root {
  /// The channels that have a folder, in order of name. A folder whose name is no label is no channel.
  package func channelLabels() throws(FileFailure) -> [FolderLabel] {
    var labels: [FolderLabel] = []
    for name in try inbox.names() {
      guard let label = FolderLabel(String(decoding: name.bytes, as: UTF8.self)),
        try inbox.status(of: name)?.kind == .directory
      else { continue }
      labels.append(label)
    }
    return labels.sorted()
  }

  /// Opens a channel, and makes its folders where they are missing.
  package func channel(_ label: FolderLabel) throws(FileFailure) -> Channel {
    Channel(
      label: label,
      inbox: try lastingFolder(label, in: inbox, mode: 0o755),
      claims: try lastingFolder(label, in: claims, mode: 0o700))
  }

  /// What lies in a folder goes with the folder's name.
  func lastingFolder(
    _ label: FolderLabel, in parent: Directory, mode: mode_t
  ) throws(FileFailure) -> Directory {
    guard try parent.status(of: label.fileName) == nil else { return try parent.folder(label.fileName) }
    let folder = try parent.makeFolder(label.fileName, mode: mode)
    try parent.sync()
    return folder
  }

  /// The same for a channel whose folder may have to be a mounted file system. Without that it would look like an empty
  /// channel, and senders that write into it would be heard by nobody once it is mounted again.
  /// - Throws: With `ENODEV` where nothing is mounted.
  package func channel(of policy: ChannelPolicy) throws(FileFailure) -> Channel {
    let channel = try channel(policy.label)
    if policy.isMountPoint, try channel.inbox.status().state.device == inbox.status().state.device {
      throw channel.inbox.failure("mount", code: ENODEV)
    }
    return channel
  }
}
