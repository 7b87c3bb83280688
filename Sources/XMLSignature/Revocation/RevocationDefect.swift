/// Why octets are not one revocation list or answer: a defect of the input, with its cause in English.
public struct RevocationDefect: Error, Sendable, Hashable, CustomStringConvertible {
  public let detail: String

  init(_ detail: String) { self.detail = detail }

  public var description: String { detail }
}
