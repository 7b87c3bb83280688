import Crypto
import Filing
import Glibc

/// `SHA256SUMS` of a backup: every file with its hash, as sha256sum(1) writes and checks it. It is written last, so that a
/// backup without it is none.
struct BackupManifest {
  static let name = FileName(known: "SHA256SUMS")

  /// Paths below the backup, as octets, with their hashes.
  private(set) var files: [[UInt8]: ContentHash] = [:]

  init() {}

  mutating func add(_ path: [FileName], _ hash: ContentHash) { files[Self.joined(path)] = hash }

  mutating func add(_ others: BackupManifest) { files.merge(others.files) { $1 } }

  func hash(of path: [FileName]) -> ContentHash? { files[Self.joined(path)] }

  static func joined(_ path: [FileName]) -> [UInt8] { Array(path.map(\.bytes).joined(separator: [UInt8(ascii: "/")])) }

  /// A name with a line end or a backslash is escaped, and its line begins with a backslash.
  var octets: [UInt8] {
    var octets: [UInt8] = []
    for (path, hash) in files.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      let escaped = path.flatMap { octet -> [UInt8] in
        switch octet {
        case UInt8(ascii: "\n"): Array("\\n".utf8)
        case UInt8(ascii: "\r"): Array("\\r".utf8)
        case UInt8(ascii: "\\"): Array("\\\\".utf8)
        default: [octet]
        }
      }
      if escaped.count != path.count { octets.append(UInt8(ascii: "\\")) }
      octets += Array("\(hash.hexadecimal)  ".utf8) + escaped + [UInt8(ascii: "\n")]
    }
    return octets
  }

  /// Nil for what is no such list from the first octet to the last.
  init?(_ octets: [UInt8]) {
    guard octets.last == UInt8(ascii: "\n") else { return nil }
    for line in octets.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let isEscaped = line.first == UInt8(ascii: "\\")
      let rest = line.dropFirst(isEscaped ? 1 : 0)
      guard rest.count > 66, rest.dropFirst(64).prefix(2).elementsEqual("  ".utf8),
        let hash = ContentHash(hexadecimal: String(decoding: rest.prefix(64), as: UTF8.self)),
        let path = isEscaped ? Self.unescaped(rest.dropFirst(66)) : Array(rest.dropFirst(66)),
        files.updateValue(hash, forKey: path) == nil
      else { return nil }
    }
  }

  private static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var octets: [UInt8] = []
    var rest = text
    while let octet = rest.popFirst() {
      guard octet == UInt8(ascii: "\\") else {
        octets.append(octet)
        continue
      }
      switch rest.popFirst() {
      case UInt8(ascii: "n"): octets.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "r"): octets.append(UInt8(ascii: "\r"))
      case UInt8(ascii: "\\"): octets.append(UInt8(ascii: "\\"))
      default: return nil
      }
    }
    return octets
  }
}
