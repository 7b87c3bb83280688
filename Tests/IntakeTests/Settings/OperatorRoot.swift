import Filing
import Foundation

@testable import Intake

/// A root folder with the files that `court-intake init` ships, for a test to edit.
final class OperatorRoot {
  let root: Root

  init() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("intake-\(UUID().uuidString)").path
    guard let root = try Root.create(at: path) else { preconditionFailure("The folder is new") }
    self.root = root
    try RootTemplate.write(into: root)
  }

  deinit { try? FileManager.default.removeItem(atPath: root.path) }

  func write(_ text: String, to path: String) throws { try write(Data(text.utf8), to: path) }

  func write(_ data: Data, to path: String) throws { try data.write(to: URL(fileURLWithPath: "\(root.path)/\(path)")) }

  func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: "\(root.path)/\(path)") }

  func makeFolder(_ path: String) throws {
    try FileManager.default.createDirectory(atPath: "\(root.path)/\(path)", withIntermediateDirectories: false)
  }

  /// Replaces the one occurrence of a text in a file.
  func edit(_ path: String, _ old: String, _ new: String) throws {
    let text = try String(contentsOfFile: "\(root.path)/\(path)", encoding: .utf8)
    precondition(text.components(separatedBy: old).count == 2, "“\(old)” stands once in \(path)")
    try write(text.replacingOccurrences(of: old, with: new), to: path)
  }

  func load(
    overrides: [SettingKey: String] = [:], environment: [String: String] = [:]
  ) throws -> IntakeConfiguration {
    try IntakeConfiguration.load(rootPath: root.path, overrides: overrides, environment: environment)
  }

  /// What is wrong, as places and problems; empty when the files are sound.
  func defects(
    overrides: [SettingKey: String] = [:], environment: [String: String] = [:]
  ) throws -> [ConfigurationDefect] {
    do {
      _ = try load(overrides: overrides, environment: environment)
      return []
    } catch let defects as ConfigurationDefects {
      return defects.all
    }
  }
}

func defect(
  _ problem: ConfigurationProblem, in source: String, line: Int? = nil, key: String? = nil
) -> ConfigurationDefect {
  ConfigurationDefect(problem, at: ConfigurationPlace(source: source, line: line, key: key))
}
