import Foundation

/// A folder that goes when the test ends, however it ends.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "court-intake-test-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Every entry below a folder, with what it is; nothing is followed.
func listing(of path: String) throws -> [String] {
  try FileManager.default.subpathsOfDirectory(atPath: path).sorted().map { name in
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
    let type = attributes[.type] as? FileAttributeType
    let size = type == .typeRegular ? "\(attributes[.size] ?? 0)" : ""
    return "\(name) \(type?.rawValue ?? "?") \(size)"
  }
}

/// - Parameter orNone: Whether a folder that is not there counts as empty.
func names(in path: String, orNone: Bool = false) throws -> [String] {
  if orNone, !FileManager.default.fileExists(atPath: path) { return [] }
  return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
}
