import Foundation
import Glibc

@testable import Intake

/// A root of its own for one test, with one channel, its clock in the test's hand.
final class TestRoot {
  let root: Root
  let channel: Channel
  private(set) var settling = Settling(term: .seconds(5))
  private var ids = ULIDSource()
  private var elapsed = Duration.zero
  private let start = SuspendingClock().now

  init(calls: SystemCalls = .live) throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("intake-\(UUID().uuidString)").path
    root = try present(Root.create(at: path, calls: calls))
    channel = try root.channel(present(FolderLabel("portal")))
  }

  deinit { try? FileManager.default.removeItem(atPath: root.path) }

  var inboxPath: String { "\(root.path)/inbox/portal" }
  var claimsPath: String { "\(root.path)/inbox/.claims/portal" }
  var quarantinePath: String { "\(root.path)/quarantine" }

  func nextID() -> ULID { ids.next(milliseconds: 1_790_000_000_000) }

  /// Writes a file into the channel, under any octets.
  func put(_ name: [UInt8], _ bytes: [UInt8]) {
    let path = Array(inboxPath.utf8) + [UInt8(ascii: "/")] + name + [0]
    let file = path.withUnsafeBytes { text in
      text.assumingMemoryBound(to: CChar.self).baseAddress.map { open($0, O_WRONLY | O_CREAT | O_TRUNC, 0o644) } ?? -1
    }
    precondition(file >= 0 && Glibc.write(file, bytes, bytes.count) == bytes.count && close(file) == 0)
  }

  func put(_ name: String, _ text: String) { put(Array(name.utf8), Array(text.utf8)) }

  /// Writes a folder of files; names may hold slashes.
  func putFolder(_ name: String, _ files: [String: String]) throws {
    for (file, text) in files {
      let path = "\(inboxPath)/\(name)/\(file)"
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try IntakeTests.write(text, to: path)
    }
  }

  /// One look, some seconds after the one before.
  func look(after seconds: Int = 0) throws -> Settling.Outcome {
    elapsed += .seconds(seconds)
    return settling.take(try channel.look(), at: start.advanced(by: elapsed))
  }

  /// Looks twice, a term apart.
  func settle() throws -> Settling.Outcome {
    _ = try look()
    return try look(after: 5)
  }

  /// The only drop, settled.
  func settledDrop() throws -> SettledDrop {
    let complete = try settle().complete
    precondition(complete.count == 1, "one drop is expected, not \(complete.count)")
    return complete[0]
  }

  /// Claims the only drop.
  func claimDrop() throws -> Claim {
    guard case .claimed(let claim) = try channel.claim(try settledDrop(), id: nextID()) else {
      preconditionFailure("the drop was not claimed")
    }
    return claim
  }

  func names(in path: String) throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
}

/// The value, or a failed test.
func present<Value>(_ value: Value?) throws -> Value {
  guard let value else { throw MissingValue() }
  return value
}

struct MissingValue: Error {}

/// Writes a file anywhere.
func write(_ text: String, to path: String) throws {
  try Data(text.utf8).write(to: URL(fileURLWithPath: path))
}
