/// A canonicalisation algorithm, by the identifier that signatures name it with.
public enum CanonicalizationMethod: String, Sendable, Hashable, CaseIterable {
  /// Canonical XML 1.0 (W3C, 2001).
  case canonical10 = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
  case canonical10WithComments = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments"
  /// Canonical XML 1.1 (W3C, 2008).
  case canonical11 = "http://www.w3.org/2006/12/xml-c14n11"
  case canonical11WithComments = "http://www.w3.org/2006/12/xml-c14n11#WithComments"
  /// Exclusive XML Canonicalization 1.0 (W3C, 2002).
  case exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#"
  case exclusiveWithComments = "http://www.w3.org/2001/10/xml-exc-c14n#WithComments"

  var keepsComments: Bool {
    switch self {
    case .canonical10, .canonical11, .exclusive: false
    case .canonical10WithComments, .canonical11WithComments, .exclusiveWithComments: true
    }
  }

  var isExclusive: Bool { self == .exclusive || self == .exclusiveWithComments }
  var isVersion11: Bool { self == .canonical11 || self == .canonical11WithComments }
}

/// A canonicalisation algorithm with its parameter.
public struct Canonicalization: Sendable, Hashable {
  public let method: CanonicalizationMethod
  let inclusivePrefixes: Set<ExactText>

  /// - Parameter inclusivePrefixes: Prefixes of `InclusiveNamespaces/@PrefixList`, "" for `#default`; only exclusive methods
  ///   heed them.
  public init(_ method: CanonicalizationMethod, inclusivePrefixes: some Sequence<String> = []) {
    self.init(method, prefixes: Set(inclusivePrefixes.map(ExactText.init)))
  }

  init(_ method: CanonicalizationMethod, prefixes: Set<ExactText>) {
    self.method = method
    inclusivePrefixes = prefixes
  }
}

/// Why a node set has no canonical form.
public enum CanonicalizationError: Error, Sendable, Hashable {
  /// Canonical XML 1.0 §1.3: documents with relative namespace URIs have no canonical form.
  case relativeNamespace(String)
}
