import Glibc

/// Reads whole files that are not too large.
enum FileOctets {
  /// - Parameter name: What the file is called where people are told.
  /// - Returns: Nil where there are more octets than that, or the file ends early.
  static func read(_ path: String, called name: String, upTo limit: Int) throws(ScanFailure) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw ScanFailure("open \(name)") }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw ScanFailure("look at \(name)") }
    guard status.st_size <= limit else { return nil }
    var octets = [UInt8](repeating: 0, count: Int(status.st_size))
    var filled = 0
    while filled < octets.count {
      let left = octets.count - filled
      let count = octets.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress.map { $0 + filled }, left) }
      if count == 0 { return nil }
      if count > 0 { filled += count } else if errno != EINTR { throw ScanFailure("read \(name)") }
    }
    return octets
  }
}
