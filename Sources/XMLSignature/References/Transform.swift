/// A transform of the profile (SIGNATURES.md rule 4).
enum Transform: Sendable, Hashable {
  case envelopedSignature
  case canonicalization(Canonicalization)
  case base64

  /// Reads a `ds:Transform` or `ds:CanonicalizationMethod`; the failure says why it is outside the profile.
  static func parse(_ element: XMLTree.NodeID, in tree: XMLTree) -> Result<Transform, UnsupportedAlgorithm> {
    guard let algorithm = tree.attribute("Algorithm", of: element) else {
      return .failure(UnsupportedAlgorithm(role: "transform", identifier: "(no Algorithm attribute)"))
    }
    let parameters = Array(tree.elements(in: element))
    switch algorithm {
    case "http://www.w3.org/2000/09/xmldsig#enveloped-signature" where parameters.isEmpty:
      return .success(.envelopedSignature)
    case "http://www.w3.org/2000/09/xmldsig#base64" where parameters.isEmpty:
      return .success(.base64)
    default:
      guard let method = CanonicalizationMethod(rawValue: algorithm) else {
        return .failure(UnsupportedAlgorithm(role: "transform", identifier: algorithm))
      }
      if parameters.isEmpty { return .success(.canonicalization(Canonicalization(method))) }
      guard method.isExclusive, parameters.count == 1,
        tree.name(of: parameters[0]).is("InclusiveNamespaces", in: CanonicalizationMethod.exclusive.rawValue)
      else { return .failure(UnsupportedAlgorithm(role: "parameter of", identifier: algorithm)) }
      let list = tree.attribute("PrefixList", of: parameters[0]) ?? ""
      let prefixes = list.split(whereSeparator: \.isXMLSpace).map { $0 == "#default" ? "" : String($0) }
      return .success(.canonicalization(Canonicalization(method, inclusivePrefixes: prefixes)))
    }
  }
}

/// An algorithm that exists, or might, but that this profile does not carry out.
public struct UnsupportedAlgorithm: Error, Sendable, Hashable {
  /// What it would be used for, such as `transform` or `digest`.
  public let role: String
  public let identifier: String

  public var detail: String { "\(role) \(identifier)" }
}

extension XMLTree {
  func hasChildElements(_ element: NodeID) -> Bool { elements(in: element).contains { _ in true } }
}

extension Character {
  var isXMLSpace: Bool { self == " " || self == "\t" || self == "\n" || self == "\r" || self == "\r\n" }
}
