import Filing

extension IssuerProfile {
  static func read(_ octets: [UInt8], from source: String, log: DefectLog) -> IssuerProfile? {
    guard
      let file = YAMLFile.section(
        of: octets, from: source, keys: ["name", "issuer", "personalNumber", "taxNumber", "note"], log: log)
    else { return nil }
    let name = file.requiredText("name")
    let issuer = file.required("issuer")
    let attributes = (issuer?.list).map { list in
      if list.isEmpty { issuer?.report(.shapeUnexpected(.list)) }
      return list.compactMap { pattern($0, placeholder: nil) }
    }
    let personalNumber = file.optional("personalNumber").flatMap { pattern($0, placeholder: "{FIN}") }
    let taxNumber = file.optional("taxNumber").flatMap { pattern($0, placeholder: "{VOEN}") }
    if file.optional("personalNumber") == nil, file.optional("taxNumber") == nil {
      file.report(.numberSourceMissing)
    }
    _ = file.optional("note")?.text
    guard let name, let attributes else { return nil }
    return IssuerProfile(name: name, issuer: attributes, personalNumber: personalNumber, taxNumber: taxNumber)
  }

  private static func pattern(_ value: YAMLValue, placeholder: String?) -> AttributePattern? {
    guard let section = value.section(keys: ["oid", "pattern"]) else { return nil }
    let oid = section.required("oid")?.read(as: .objectIdentifier) { isObjectIdentifier($0) ? $0 : nil }
    let form = placeholder.map { ValueForm.pattern(placeholder: $0) } ?? .literal
    let text = section.required("pattern")?.read(as: form) { text in
      isPattern(text, with: placeholder) ? text : nil
    }
    guard let oid, let text else { return nil }
    return AttributePattern(oid: oid, pattern: text)
  }

  private static func isObjectIdentifier(_ text: String) -> Bool {
    let arcs = text.split(separator: ".", omittingEmptySubsequences: false)
    return arcs.count >= 2
      && arcs.allSatisfy { arc in
        (1...20).contains(arc.utf8.count)
          && arc.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      }
  }

  private static func isPattern(_ text: String, with placeholder: String?) -> Bool {
    guard let placeholder else { return !text.isEmpty && !text.contains("{") && !text.contains("}") }
    let parts = text.split(separator: placeholder, omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.contains("{") && !$0.contains("}") }
  }
}
