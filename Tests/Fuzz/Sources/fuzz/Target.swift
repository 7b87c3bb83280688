import Foundation
import XMLSignature

/// A part of the library that reads a sender's octets.
///
/// Each target also asks for everything that is read only when it is asked for. What it throws beyond the defects that the
/// library documents is a failing world, which does not occur here, and so stops the run.
enum Target: String, CaseIterable {
  case tree, signature, certificate, crl, ocsp, cms, zip

  /// The one that the environment names.
  static let chosen: Target = {
    let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
    guard let target = Target(rawValue: name) else {
      fatalError("FUZZ_TARGET is one of \(Target.allCases.map(\.rawValue).joined(separator: ", ")), not \"\(name)\"")
    }
    return target
  }()

  func read(_ octets: [UInt8]) throws {
    switch self {
    case .tree: try Reading.tree(octets)
    case .signature: try Reading.signatures(octets)
    case .certificate: Reading.certificate(octets)
    case .crl: Reading.revocationList(octets)
    case .ocsp: Reading.answer(octets)
    case .cms: Reading.timeStamp(octets)
    case .zip: try Reading.container(octets)
    }
  }
}

/// What a target does with its octets.
enum Reading {
  /// A time in the validity of most certificates of the corpora.
  static let time = Date(timeIntervalSince1970: 1_500_000_000)

  /// Takes a value, so that nothing that leads to it is left out as unused.
  @inline(never)
  static func use<Value>(_ value: Value) { withExtendedLifetime(value) {} }
}
