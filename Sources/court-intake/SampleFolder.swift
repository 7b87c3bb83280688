import Filing
import Foundation
import Intake

/// The samples that come with the project: packages, what is expected of each, and the trust that they need.
struct SampleFolder {
  /// One drop, with what its `expected.json` says.
  struct Sample: Decodable {
    struct Item: Decodable {
      let item: String
      let verdict: String
      let findings: [String]
      let duty: String?
    }

    let channel: String
    let order: Int
    let drop: String
    let items: [Item]
    /// Of the sample's folder; the drop is named after it.
    fileprivate(set) var name = ""
    fileprivate var path = ""

    private enum CodingKeys: CodingKey { case channel, order, drop, items }

    /// As it lies in the inbox: `package.xml`, `package.asice` or the folder `package` under the sample's own name.
    var dropName: String { name + drop.dropFirst("package".count) }

    /// Copies the drop into a channel. Each is a second younger than the one before, because the intake takes the older
    /// first.
    func drop(into root: String, position: Int) throws {
      let manager = FileManager.default
      let target = "\(root)/inbox/\(channel)/\(dropName)"
      do {
        try manager.createDirectory(atPath: "\(root)/inbox/\(channel)", withIntermediateDirectories: true)
        try manager.copyItem(atPath: "\(path)/\(drop)", toPath: target)
        let inside = (try? manager.subpathsOfDirectory(atPath: target)) ?? []
        let time = Date(timeIntervalSinceNow: Double(position) - 3600)
        for file in inside.map({ "\(target)/\($0)" }) + [target] {
          try manager.setAttributes([.modificationDate: time], ofItemAtPath: file)
        }
      } catch {
        throw Failure(message: "Cannot drop the sample \(name): \(error.localizedDescription)", code: .cannotCreate)
      }
    }
  }

  let samples: [Sample]
  private let path: String
  private static let files = ["courts.yaml", "treasury.yaml"]

  init(path: String) throws {
    self.path = path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    samples = try names.sorted().compactMap { name in
      guard let expected = FileManager.default.contents(atPath: "\(path)/\(name)/expected.json") else { return nil }
      do {
        var sample = try JSONDecoder().decode(Sample.self, from: expected)
        sample.name = name
        sample.path = "\(path)/\(name)"
        return sample
      } catch {
        throw Failure(message: "\(path)/\(name)/expected.json cannot be read: \(error)", code: .data)
      }
    }.sorted { $0.order < $1.order }
    guard !samples.isEmpty else {
      throw Failure(
        message: "There are no samples in \(path). Run this in the project's folder, or name them with --samples.",
        code: .data)
    }
  }

  /// A fresh root's files with the demo's courts, treasury, issuers and trust in place of those that ship.
  func rootFiles(over template: [RootTemplate.File]) throws -> [RootTemplate.File] {
    let demo = "\(path)/demo"
    let replaced = template.filter { !$0.path.hasPrefix("issuers/") && !Self.files.contains($0.path) }
    let own =
      try Self.files
      + ["issuers", "trust"].flatMap { folder in
        try FileManager.default.contentsOfDirectory(atPath: "\(demo)/\(folder)").sorted().map { "\(folder)/\($0)" }
      }
    return try replaced
      + own.map { file in
        guard let octets = FileManager.default.contents(atPath: "\(demo)/\(file)") else {
          throw Failure(message: "Cannot read \(demo)/\(file).", code: .inputOutput)
        }
        return RootTemplate.File(path: file, octets: Array(octets))
      }
  }

  /// One line: whether everything ended as expected, and what did not.
  func comparison(with summary: RunSummary) -> String {
    var differences: [String] = []
    for sample in samples {
      let found = summary.lines.filter { $0.channel == sample.channel && $0.package == sample.dropName }
        .map(\.outcome.state.rawValue)
      let expected = sample.items.map(\.verdict)
      if found != expected { differences.append("  \(sample.name): expected \(expected), found \(found)") }
    }
    let agreeing = samples.count - differences.count
    return (["\(agreeing) of \(samples.count) samples ended as their expected.json says."] + differences)
      .joined(separator: "\n")
  }
}
