import Filing
import Foundation
import Testing

/// A sample of `inbox-samples` with what its `expected.json` says.
struct Sample: Decodable, CustomTestStringConvertible {
  struct Item: Decodable {
    let item: String
    let verdict: String
    let findings: [String]
    let duty: String?
    let at: [String]?
  }

  let channel: String
  let order: Int
  let clock: String
  let drop: String
  let items: [Item]
  private(set) var name = ""

  private enum CodingKeys: CodingKey { case channel, order, clock, drop, items }

  var testDescription: String { name }

  /// As it lies in the inbox: `package.xml`, `package.asice` or the folder `package` under the sample's own name.
  var dropName: String { name + drop.dropFirst("package".count) }
  var path: String { "\(Self.folder)/\(name)/\(drop)" }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "inbox-samples").path

  static func named(_ name: String) throws -> Sample {
    try #require(try all().first { $0.name == name })
  }

  /// All samples in the order in which they are dropped: later ones depend on earlier ones.
  static func all() throws -> [Sample] {
    try FileManager.default.contentsOfDirectory(atPath: folder).compactMap { name in
      guard let expected = FileManager.default.contents(atPath: "\(folder)/\(name)/expected.json") else { return nil }
      var sample = try JSONDecoder().decode(Sample.self, from: expected)
      sample.name = name
      return sample
    }.sorted { $0.order < $1.order }
  }
}
