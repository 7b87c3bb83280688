import Foundation

@testable import XMLSignature

/// A published canonicalisation vector: an input, a node set of it, a method, and the octets that must come out.
struct CanonicalVector {
  let expected: String
  let input: String
  let canonicalization: Canonicalization
  /// Changes the input before it is parsed: its DTD is taken out and what it would have added is written out.
  var withoutDTD: ((String) -> String)?
  let subset: (XMLTree) throws -> NodeSet

  init(
    _ expected: String, from input: String, _ method: CanonicalizationMethod, prefixes: Set<String> = [],
    withoutDTD: ((String) -> String)? = nil, subset: @escaping (XMLTree) throws -> NodeSet
  ) {
    self.expected = expected
    self.input = input
    canonicalization = Canonicalization(method, inclusivePrefixes: prefixes)
    self.withoutDTD = withoutDTD
    self.subset = subset
  }

  static var all: [CanonicalVector] { santuario + santuarioExclusive + w3c + interop }

  private static func whole(_ tree: XMLTree) -> NodeSet { NodeSet(subtree: tree.document, of: tree) }

  private static func subtree(_ local: String) -> (XMLTree) throws -> NodeSet {
    { tree in NodeSet(subtree: try tree.first(local), of: tree) }
  }

  private static func nodes(_ predicate: @escaping (ModelNode) -> Bool) -> (XMLTree) throws -> NodeSet {
    { tree in NodeSet(of: tree, where: predicate) }
  }

  /// Takes the DTD out and gives the elements of one name the attribute that it would have given them by default.
  private static func withDefault(_ attribute: String, on element: String) -> (String) -> String {
    { text in removingDTD(text).replacing("<\(element) ", with: "<\(element) \(attribute) ") }
  }

  private static func removingDTD(_ text: String) -> String {
    guard let start = text.firstRange(of: "<!DOCTYPE") else { return text }
    let rest = text[start.lowerBound...]
    let end = rest.firstRange(of: "]>") ?? rest.firstRange(of: ">")
    return end.map { text.replacingCharacters(in: start.lowerBound..<$0.upperBound, with: "") } ?? text
  }

  // MARK: santuario-in, santuario-inExcl

  /// The subset of Canonical XML 1.0 §3.7 and 1.1 §3.7 and §3.8.
  private static func specificationSubset(_ node: ModelNode) -> Bool {
    let ietf = "http://www.ietf.org"
    return node.isElement("e1", ietf)
      || (node.hasParent("e1", ietf) && !(node.isText || node.isElement("e2"))) || node.isWithin(id: "E3")
  }

  private static var santuario: [CanonicalVector] {
    let folder = "santuario-in/"
    let preserve = withDefault("xml:space=\"preserve\"", on: "e2")
    return [
      CanonicalVector(
        folder + "31_c14n-comments.xml", from: folder + "31_input.xml", .canonical10WithComments,
        withoutDTD: removingDTD, subset: whole),
      CanonicalVector(
        folder + "31_c14n.xml", from: folder + "31_input.xml", .canonical10, withoutDTD: removingDTD, subset: whole),
      CanonicalVector(folder + "32_c14n.xml", from: folder + "32_input.xml", .canonical10, subset: whole),
      CanonicalVector(
        folder + "33_c14n.xml", from: folder + "33_input.xml", .canonical10,
        withoutDTD: withDefault("attr=\"default\"", on: "e9"), subset: whole),
      CanonicalVector(folder + "36_c14n.xml", from: folder + "36_input.xml", .canonical10, subset: whole),
      CanonicalVector(
        folder + "37_c14n.xml", from: folder + "37_input.xml", .canonical10, withoutDTD: preserve,
        subset: nodes(specificationSubset)),
      CanonicalVector(
        folder + "38_c14n.xml", from: folder + "38_input.xml", .canonical11, withoutDTD: preserve,
        subset: nodes(specificationSubset)),
      CanonicalVector(
        folder + "default_ns_redefinition_c14n.xml", from: folder + "default_ns_redefinition_input.xml", .canonical10,
        subset: subtree("Object")),
    ]
  }

  private static var santuarioExclusive: [CanonicalVector] {
    let folder = "santuario-inExcl/"
    let row = { (expected: String, input: String, method: CanonicalizationMethod, apex: String) in
      CanonicalVector(folder + expected, from: folder + input, method, subset: subtree(apex))
    }
    return [
      row("example2_2_1_c14nized.xml", "example2_2_1.xml", .canonical10, "elem2"),
      row("example2_2_2_c14nized.xml", "example2_2_2.xml", .canonical10, "elem2"),
      row("example2_2_c14nized_exclusive.xml", "example2_2_1.xml", .exclusive, "elem2"),
      row("example2_2_c14nized_exclusive.xml", "example2_2_2.xml", .exclusive, "elem2"),
      row("example2_2_3_c14nized_exclusive.xml", "example2_2_3.xml", .exclusive, "p"),
      row("example2_4_c14nized.xml", "example2_4.xml", .exclusive, "elem2"),
      row("plain-soap-c14nized.xml", "plain-soap-1.1.xml", .exclusive, "Body"),
    ]
  }

  // MARK: w3c-c14n11

  private static var w3c: [CanonicalVector] {
    let folder = "w3c-c14n11/"
    let ietf = "http://www.ietf.org"
    let within = { (names: String...) in
      { (node: ModelNode) in names.contains { node.isWithin($0, ietf) } }
    }
    let row = { (name: String, input: String, predicate: @escaping (ModelNode) -> Bool) in
      CanonicalVector(
        "\(folder)\(name).output", from: "\(folder)\(input)-input.xml", .canonical11, subset: nodes(predicate))
    }
    let base = within("c14n11XmlBaseDoc1")
    let preserve = withDefault("xml:space=\"preserve\"", on: "e2")
    var rows = [
      // The expression says `self::a`, which is the element without its attributes; the output, of which there is one
      // by all who answered, has them.
      row("xmlbase-c14n11spec3-103", "xmlbase-c14n11spec3") {
        $0.isElement("a") || ($0.isAttribute && $0.hasParent("a")) || $0.isWithin("d")
      },
      row("xmlbase-prop-1", "xmlbase-prop") { base($0) && !$0.isWithin("e2", ietf) },
      row("xmlbase-prop-2", "xmlbase-prop", within("e1")),
      row("xmlbase-prop-3", "xmlbase-prop", within("e11")),
      row("xmlbase-prop-4", "xmlbase-prop", within("e111")),
      row("xmlbase-prop-5", "xmlbase-prop", within("e21")),
      row("xmlbase-prop-6", "xmlbase-prop", within("e3")),
      row("xmlbase-prop-7", "xmlbase-prop") { base($0) && !$0.isWithin("e1", ietf) && !$0.isWithin("e2", ietf) },
      row("xmlid-1", "xmlid", within("e1")),
      row("xmlid-2", "xmlid", within("e11", "e12")),
    ]
    for kind in ["xmllang", "xmlspace"] {
      rows += [
        row("\(kind)-1", kind, within("e1")), row("\(kind)-2", kind, within("e2")),
        row("\(kind)-3", kind, within("e11")), row("\(kind)-4", kind, within("e11", "e12")),
      ]
    }
    for name in ["xmlbase-c14n11spec", "xmlbase-c14n11spec2"] {
      rows.append(
        CanonicalVector(
          "\(folder)\(name)-102.output", from: "\(folder)\(name)-input.xml", .canonical11, withoutDTD: preserve,
          subset: nodes(specificationSubset)))
    }
    return rows
  }

  // MARK: interop

  private static var interop: [CanonicalVector] { y1 + y2 + y3 + y4AndY5 }

  private static var y1: [CanonicalVector] {
    let prefixes: Set<String> = ["bar", ""]
    let references: [(CanonicalizationMethod, Set<String>)] = [
      (.exclusive, []), (.exclusive, prefixes), (.exclusiveWithComments, []), (.exclusiveWithComments, prefixes),
    ]
    return references.enumerated().map { number, reference in
      CanonicalVector(
        "interop/Y1/c14n-\(number).txt", from: "interop/Y1/exc-signature.xml", reference.0, prefixes: reference.1,
        subset: subtree("Object"))
    } + [
      CanonicalVector(
        "interop/Y1/c14n-4.txt", from: "interop/Y1/exc-signature.xml", .exclusive, subset: subtree("SignedInfo"))
    ]
  }

  private static var y2: [CanonicalVector] {
    let references: [(CanonicalizationMethod, Set<String>)] = [
      (.canonical10, []), (.exclusive, []), (.exclusive, ["a"]),
    ]
    return references.enumerated().map { number, reference in
      CanonicalVector(
        "interop/Y2/c14n-\(number).txt", from: "interop/Y2/signature-joseph-exc.xml", reference.0,
        prefixes: reference.1, withoutDTD: withDefault("attr=\"default\"", on: "e9"),
        subset: nodes { $0.isWithin("e6") })
    }
  }

  private static var y3: [CanonicalVector] {
    let (ns1, inner, outer) = ("http://example.org/ns1", "http://example.org", "http://example.org/default")
    let predicates: [(ModelNode) -> Bool] = [
      { node in
        node.isElement("Parent") || (node.hasParent("Parent") && !node.isElement("Child"))
          || node.isElement("GrandChild") || node.hasParent("GrandChild")
      },
      { node in
        node.isElement("Parent") || (node.hasParent("Parent") && !node.isElement("Child", inner))
          || node.isElement("GrandChild") || node.hasParent("GrandChild")
      },
      { node in
        node.isElement("Parent", outer) || (node.hasParent("Parent", outer) && !node.isElement("Child", outer))
          || [ns1, outer].contains { node.isElement("GrandChild", $0) || node.hasParent("GrandChild", $0) }
      },
      { node in
        node.isElement("Parent") || (node.hasParent("Parent") && !node.isElement("Child"))
          || node.isElement("GrandChild", ns1) || node.hasParent("GrandChild", ns1)
      },
    ]
    var rows: [CanonicalVector] = []
    for (number, predicate) in predicates.enumerated() {
      let input = "interop/Y3/iaikTests.example\(number + 1).xml"
      let prefixes: Set<String> = number == 3 ? ["ns2"] : []
      for (offset, method) in [CanonicalizationMethod.canonical10, .exclusive].enumerated() {
        rows.append(
          CanonicalVector(
            "interop/Y3/c14n-\(2 * number + offset).txt", from: input, method, prefixes: prefixes,
            subset: nodes(predicate)))
      }
    }
    return rows + [
      CanonicalVector(
        "interop/Y3/c14n-8.txt", from: "interop/Y3/signature.xml", .canonical10, subset: subtree("SignedInfo"))
    ]
  }

  /// Nine expressions, each by Canonical XML, by the exclusive method, and by it with `#default`.
  private static var y4AndY5: [CanonicalVector] {
    let (foo, bar, baz) = ("http://example.org/foo", "http://example.org/bar", "http://example.org/baz")
    let within = { (node: ModelNode) in node.isWithin("Something", bar) }
    let named = { (node: ModelNode) in node.isText || !node.namespaceURI.isEmpty }
    let expressions: [(ModelNode) -> Bool] = [
      within,
      { node in
        within(node) && (node.name != "bar" || node.hasParent("Something", bar))
          && (node.name != "foo" || node.hasParent("Something", foo))
          && (node.name != "baz" || node.hasParent("Something", baz)) && (node.name != "" || node.isText)
      },
      { within($0) && (named($0) || $0.isNamespaceOfItsElement) },
      { within($0) && !$0.isElement("Something", foo) && (named($0) || $0.isNamespaceOfItsElement) },
      { within($0) && !$0.isNamespace },
      { within($0) && named($0) },
      { within($0) && $0.isNamespace },
      { within($0) && $0.isNamespaceOfItsElement },
      { within($0) && (named($0) || ($0.name == "" && $0.depth % 2 == 1)) },
    ]
    let methods: [(CanonicalizationMethod, Set<String>)] = [(.canonical10, []), (.exclusive, []), (.exclusive, [""])]
    var rows: [CanonicalVector] = []
    for folder in ["interop/Y4", "interop/Y5"] {
      for (round, method) in methods.enumerated() {
        for (number, expression) in expressions.enumerated() {
          rows.append(
            CanonicalVector(
              "\(folder)/c14n-\(round * expressions.count + number).txt", from: "\(folder)/signature.xml", method.0,
              prefixes: method.1, subset: nodes(expression)))
        }
      }
      rows.append(
        CanonicalVector(
          "\(folder)/c14n-27.txt", from: "\(folder)/signature.xml", .canonical10, subset: subtree("SignedInfo")))
    }
    return rows
  }
}
