/// Namespaces of signatures.
enum Namespace {
  static let xmldsig = "http://www.w3.org/2000/09/xmldsig#"
  static let xmldsig11 = "http://www.w3.org/2009/xmldsig11#"
  /// For what came after 1.3.2, inside its properties.
  static let xades141 = "http://uri.etsi.org/01903/v1.4.1#"
  static let xades132 = "http://uri.etsi.org/01903/v1.3.2#"
  static let xades122 = "http://uri.etsi.org/01903/v1.2.2#"
  static let xades111 = "http://uri.etsi.org/01903/v1.1.1#"

  static let xades: Set<String> = [xades132, xades122, xades111]
}
