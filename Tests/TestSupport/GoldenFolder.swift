import Foundation

/// Files under `Tests/Golden` that outputs must equal. With RENEW_GOLDEN=1 in the environment they are written anew; then read
/// the difference.
package struct GoldenFolder: Sendable {
  private let folder: URL

  package init(_ name: String) {
    folder =
      URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "../Golden/\(name)").standardizedFileURL
  }

  package func text(of name: String) throws -> String {
    try String(decoding: Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
  }

  /// The first line in which a text differs from its file; nil where they are equal.
  package func difference(of text: String, from name: String) throws -> String? {
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["RENEW_GOLDEN"] != nil {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let golden = try self.text(of: name)
    guard text != golden else { return nil }
    let pairs = zip(text.split(separator: "\n"), golden.split(separator: "\n"))
    let difference = pairs.first { $0 != $1 }
    return "\(name) differs: \(difference?.0 ?? "") instead of \(difference?.1 ?? "(another length)")"
  }
}
