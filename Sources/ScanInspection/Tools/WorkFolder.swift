import Foundation
import Glibc

/// An empty folder of our own, for as long as this lives.
package final class WorkFolder: Sendable {
  package let path: String

  package init() throws(ScanFailure) {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/court-intake-scan-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw ScanFailure("make a folder in \(parent)") }
    path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? parent }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Takes everything out that a program has left.
  func clear() {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] {
      try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
    }
  }

  func octets(of name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: "\(path)/\(name)").map(Array.init)
  }

  func write(_ octets: [UInt8], as name: String) throws(ScanFailure) -> String {
    let file = "\(path)/\(name)"
    guard let stream = fopen(file, "wb") else { throw ScanFailure("make \(file)") }
    let count = fwrite(octets, 1, octets.count, stream)
    guard fclose(stream) == 0, count == octets.count else { throw ScanFailure("write \(file)") }
    return file
  }
}
