/// `xades:SignatureTimeStamp` (EN 319 132-1 §5.3), with as much around it as is not there yet.
struct SignatureTimeStampElement {
  /// The element of the signature into which it is put.
  enum Parent {
    case qualifyingProperties, unsignedProperties, unsignedSignatureProperties
  }

  private let token: [UInt8]
  private let id: String
  private let canonicalization: CanonicalizationMethod

  init(token: [UInt8], id: String, _ canonicalization: SigningCanonicalization) {
    self.token = token
    self.id = id
    self.canonicalization = canonicalization.method
  }

  /// All prefixes are declared, because a signature of another program has its own.
  func write(in parent: Parent, into writer: inout XMLWriter) throws {
    var names = ["xades:SignatureTimeStamp"]
    if parent != .unsignedSignatureProperties { names.insert("xades:UnsignedSignatureProperties", at: 0) }
    if parent == .qualifyingProperties { names.insert("xades:UnsignedProperties", at: 0) }
    for (index, name) in names.enumerated() {
      var attributes: [(name: String, value: String)] = []
      if index == 0 { attributes += [("xmlns:xades", Namespace.xades132), ("xmlns:ds", Namespace.xmldsig)] }
      if index == names.count - 1 { attributes.append(("Id", id)) }
      try writer.open(name, attributes)
    }
    try writer.element("ds:CanonicalizationMethod", ["Algorithm": canonicalization.rawValue])
    try writer.element("xades:EncapsulatedTimeStamp", text: token.base64)
    for name in names.reversed() { writer.close(name) }
  }
}
