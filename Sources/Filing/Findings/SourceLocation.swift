/// A place in what the sender sent: the file, the line in it, and a path of element names.
public struct SourceLocation: Sendable, Hashable, Codable {
  /// The file inside the package, relative to its root; nil for a package that is one file.
  public var file: String?
  /// 1-based line of the element's start tag; nil where a line means nothing (a PDF, a missing file).
  public var line: Int?
  /// Such as `/SubmissionPackage/Submission/Fee/Payment[2]/Amount`; nil for a place outside XML.
  public var path: String?

  public init(file: String? = nil, line: Int? = nil, path: String? = nil) {
    self.file = file
    self.line = line
    self.path = path
  }
}

/// A value as the sender stated it, and where. Nothing about it is proven.
public struct Stated<Value: Sendable & Hashable>: Sendable, Hashable {
  public let value: Value
  public let location: SourceLocation

  public init(_ value: Value, at location: SourceLocation) {
    self.value = value
    self.location = location
  }
}
