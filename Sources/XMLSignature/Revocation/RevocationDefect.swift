/// Why octets are not one revocation list or answer: a defect of the input.
public struct RevocationDefect: Error, Sendable, Hashable, CustomStringConvertible {
  /// In English.
  public let detail: String

  init(_ detail: String) { self.detail = detail }

  public var description: String { detail }

  /// Turns whatever the readers of DER throw into a named defect.
  static func naming<Part>(_ detail: String, _ read: () throws -> Part) throws(RevocationDefect) -> Part {
    do {
      return try read()
    } catch let defect as RevocationDefect {
      throw defect
    } catch let fault as DERFault {
      throw RevocationDefect("\(detail): \(fault.detail)")
    } catch {
      throw RevocationDefect(detail)
    }
  }
}
