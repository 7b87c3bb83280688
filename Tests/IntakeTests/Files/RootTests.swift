import Foundation
import Testing

@testable import Intake

@Suite struct RootTests {
  @Test func isMadeOnceAndOpenedAgain() throws {
    let test = try TestRoot()
    #expect(try Root.create(at: test.root.path) == nil)
    _ = try Root.open(at: test.root.path)
    #expect(try test.root.channelLabels().map(\.text) == ["portal"])
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(test.root.path)/inbox/.claims")
    #expect(attributes[.posixPermissions] as? Int == 0o700)
  }

  @Test func aFolderThatIsNoRootIsAFailureWithItsPlace() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(throws: FileFailure("open", "inbox", code: ENOENT)) { _ = try Root.open(at: path) }
  }

  @Test func isLockedForOne() throws {
    let test = try TestRoot()
    switch try RootLock.acquire(test.root) {
    case .busy: Issue.record("nobody else holds it")
    case .acquired(let lock):
      if case .acquired = try RootLock.acquire(test.root) { Issue.record("two hold it") }
      _ = consume lock
    }
    if case .busy = try RootLock.acquire(test.root) { Issue.record("it was not given back") }
  }
}
