/// The certificate policies of a path (RFC 5280 §6.1.2 to §6.1.5), with these inputs: any policy is wanted, mapping and
/// anyPolicy are not inhibited, and an explicit policy is demanded only where a certificate of the path demands it.
///
/// The tree of the standard is kept as its lowest level, which decides all that these inputs ask.
struct PolicyProcessing {
  private static let anyPolicy = "2.5.29.32.0"

  /// The policies that are expected next, by the policy that is valid here; nil when the tree is empty.
  private var level: [String: Set<String>]? = [anyPolicy: [anyPolicy]]
  private var explicitPolicy: Int
  private var policyMapping: Int
  private var inhibitAnyPolicy: Int

  /// - Parameter count: Certificates of the path below the anchor.
  init(count: Int) {
    explicitPolicy = count + 1
    policyMapping = count + 1
    inhibitAnyPolicy = count + 1
  }

  /// Takes in the next certificate, from the one below the anchor to the signer's.
  /// - Returns: What the certificate does not meet; nil when all is well.
  mutating func take(_ certificate: CertificateRecord, isLast: Bool) -> String? {
    let extensions = certificate.extensions
    if let policies = extensions.policies {
      let mayBeAny = inhibitAnyPolicy > 0 || (!isLast && certificate.isSelfIssued)
      level = level.flatMap { Self.next(after: $0, policies, mayBeAny: mayBeAny) }
    } else {
      level = nil
    }
    if explicitPolicy == 0, level == nil { return "no certificate policy holds along the path, and one is demanded" }
    return isLast ? finish(extensions) : prepare(for: certificate)
  }

  /// §6.1.3 (d).
  private static func next(
    after level: [String: Set<String>], _ policies: [String], mayBeAny: Bool
  ) -> [String: Set<String>]? {
    let expected = level.values.reduce(into: Set<String>()) { $0.formUnion($1) }
    var next: [String: Set<String>] = [:]
    for policy in policies where policy != anyPolicy {
      if expected.contains(policy) || level[anyPolicy] != nil { next[policy] = [policy] }
    }
    if mayBeAny, policies.contains(anyPolicy) {
      for policy in expected where next[policy] == nil { next[policy] = [policy] }
    }
    return next.isEmpty ? nil : next
  }

  /// §6.1.4 (a), (b) and (h) to (j).
  private mutating func prepare(for certificate: CertificateRecord) -> String? {
    let extensions = certificate.extensions
    var mapped: [String: Set<String>] = [:]
    for mapping in extensions.policyMappings {
      guard mapping.issuerDomain != Self.anyPolicy, mapping.subjectDomain != Self.anyPolicy else {
        return "a policy is mapped to or from anyPolicy"
      }
      mapped[mapping.issuerDomain, default: []].insert(mapping.subjectDomain)
    }
    if var level {
      for (policy, expected) in mapped {
        if policyMapping == 0 {
          level[policy] = nil
        } else if level[policy] != nil || level[Self.anyPolicy] != nil {
          level[policy] = expected
        }
      }
      self.level = level.isEmpty ? nil : level
    }
    if !certificate.isSelfIssued {
      explicitPolicy = max(0, explicitPolicy - 1)
      policyMapping = max(0, policyMapping - 1)
      inhibitAnyPolicy = max(0, inhibitAnyPolicy - 1)
    }
    if let limit = extensions.policyConstraints?.requireExplicitPolicy { explicitPolicy = min(explicitPolicy, limit) }
    if let limit = extensions.policyConstraints?.inhibitPolicyMapping { policyMapping = min(policyMapping, limit) }
    if let limit = extensions.inhibitAnyPolicy { inhibitAnyPolicy = min(inhibitAnyPolicy, limit) }
    return nil
  }

  /// §6.1.5 (a), (b) and (g).
  private mutating func finish(_ extensions: CertificateExtensions) -> String? {
    explicitPolicy = max(0, explicitPolicy - 1)
    if extensions.policyConstraints?.requireExplicitPolicy == 0 { explicitPolicy = 0 }
    guard explicitPolicy == 0, level == nil else { return nil }
    return "no certificate policy holds along the path, and one is demanded"
  }
}
