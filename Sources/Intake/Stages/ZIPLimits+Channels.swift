import Filing
import XMLSignature

extension ZIPLimits {
  /// Entries beside the files of a package: the media type, the manifest, folders, and a file for each signature.
  private static let furtherEntries = 200

  /// What any of the channels takes; beyond it nothing is inflated.
  init(for channels: [ChannelPolicy], ratio: Int) {
    self.init()
    self.ratio = ratio
    let files = channels.map(\.maximumFiles).max() ?? 0
    entries = min(entries, files + Self.furtherEntries)
    let size = channels.map(\.maximumPackageSize).max() ?? 0
    // What META-INF holds is capped by the reader itself.
    total = min(total, Int(clamping: size) + Self.furtherOctets)
    entry = min(entry, total)
  }

  private static let furtherOctets = 256 << 20
}
