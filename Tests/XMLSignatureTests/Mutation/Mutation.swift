import TestSupport

/// A structural change to a document, of a kind that an attacker would try.
enum Mutation: String, CaseIterable {
  case moved = "an element is moved"
  case duplicated = "an element is duplicated"
  case removed = "an element is removed"
  case wrapped = "an element is wrapped"
  case unwrapped = "an element gives way to its children"
  case swappedElements = "two elements change places"
  case renamed = "an element gets another's name"
  case identifierChanged = "an identifier is changed"
  case identifiersSwapped = "two identifiers are swapped"
  case identifierAdded = "an identifier is put on another element"
  case targetWrapped = "what is signed goes into an Object, and a changed copy takes its place"
  case referencesSwapped = "two references are swapped"
  case addressChanged = "a reference points to something else"
  case certificatesSwapped = "two certificates are swapped"
  case certificateForeign = "a certificate is another's"
  case textSplit = "text is split by a comment"
  case textInstructed = "text is split by an instruction"
  case textQuoted = "text is written as CDATA"
  case textChanged = "text is changed"
  case textMoved = "text is moved"
  case declarationMoved = "a namespace declaration is moved"
  case declarationAdded = "a namespace declaration is added"
  case attributesReordered = "attributes are reordered"
  case attributeAdded = "an attribute is added"
  case attributeMoved = "an attribute is moved"
  case unsignedChanged = "unsigned properties are changed"
  case unsignedExchanged = "unsigned properties of two signatures are exchanged"
  case signatureNested = "a signature is put into another's Object"
  case signatureMoved = "a signature is moved"
  case signedInfoSwapped = "SignedInfo of two signatures is swapped"
  case elementAdded = "an element is added"
}

/// Makes changes by chance.
struct Mutator {
  var random: SeededGenerator
  /// Base64 of a certificate that has nothing to do with the document.
  let foreignCertificate: String

  mutating func apply(_ mutation: Mutation, to document: inout Markup) {
    switch mutation {
    case .moved: move(anElement(document), in: &document)
    case .duplicated: anElement(document).map { insert(document[$0], into: &document) }
    case .removed: anElement(document).map { _ = remove($0, from: &document) }
    case .wrapped: wrap(in: &document)
    case .unwrapped:
      anElement(document).map { path in
        let children = document[path].children
        document.replace(path, with: children)
      }
    case .swappedElements: swap(aPair(of: elements(document)), in: &document)
    case .renamed:
      aPair(of: elements(document)).map { first, second in document[first].name = document[second].name }
    case .identifierChanged, .identifiersSwapped, .identifierAdded: changeIdentifier(mutation, in: &document)
    case .targetWrapped: wrapTarget(in: &document)
    case .referencesSwapped: swap(aPair(of: document.paths { $0.isNamed("Reference") }), in: &document)
    case .addressChanged: changeAddress(in: &document)
    case .certificatesSwapped: swap(aPair(of: certificates(document)), in: &document)
    case .certificateForeign:
      certificates(document).randomElement(using: &random).map {
        document[$0].children = [.text(foreignCertificate)]
      }
    case .textSplit, .textInstructed, .textQuoted, .textChanged, .textMoved: changeText(mutation, in: &document)
    case .declarationMoved, .declarationAdded: changeDeclaration(mutation, in: &document)
    case .attributesReordered:
      document.paths { $0.attributes.count > 1 }.randomElement(using: &random).map { path in
        let shuffled = document[path].attributes.shuffled(using: &random)
        document[path].attributes = shuffled
      }
    case .attributeAdded:
      anElement(document).map {
        let name = one(of: ["note", "Type", "xml:lang", "Target", "Algorithm"])
        document[$0].attributes.append(.init(name, "n"))
      }
    case .attributeMoved:
      if let from = document.paths(where: { !$0.attributes.isEmpty }).randomElement(using: &random),
        let to = anElement(document), from != to
      {
        let attribute = one(of: document[from].attributes)
        document[from].attributes.removeAll { $0.name == attribute.name }
        document[to].attributes.append(attribute)
      }
    case .unsignedChanged, .unsignedExchanged: changeUnsigned(mutation, in: &document)
    case .signatureNested, .signatureMoved, .signedInfoSwapped: changeSignature(mutation, in: &document)
    case .elementAdded:
      let content = Bool.random(using: &random) ? [Markup.text("100000")] : []
      insert(.element("Amount", [], content), into: &document)
    }
  }

  // MARK: Choosing

  /// One of some that are not none.
  mutating func one<Element>(of elements: [Element]) -> Element {
    elements[Int.random(in: elements.indices, using: &random)]
  }

  private func elements(_ document: Markup) -> [Markup.Path] {
    document.paths { $0.kind == .element }.filter { $0.count > 1 }
  }

  private func certificates(_ document: Markup) -> [Markup.Path] {
    document.paths { $0.isNamed("X509Certificate") || $0.isNamed("EncapsulatedX509Certificate") }
  }

  private func signatures(_ document: Markup) -> [Markup.Path] { document.paths { $0.isNamed("Signature") } }

  /// Half of the time one that stands high, because there is less of that.
  private mutating func anElement(_ document: Markup) -> Markup.Path? {
    let all = elements(document)
    guard Bool.random(using: &random) else { return all.randomElement(using: &random) }
    return all.filter { $0.count < 5 }.randomElement(using: &random)
  }

  private mutating func aPair(of paths: [Markup.Path]) -> (Markup.Path, Markup.Path)? {
    guard let first = paths.randomElement(using: &random) else { return nil }
    // One that stands in the other cannot change places with it.
    let others = paths.filter { !$0.starts(with: first) && !first.starts(with: $0) }
    return others.randomElement(using: &random).map { (first, $0) }
  }

  // MARK: Moving

  private mutating func insert(_ node: Markup, into document: inout Markup) {
    let parents = document.paths { $0.kind == .element }
    let high = parents.filter { $0.count < 4 }
    guard let parent = (Bool.random(using: &random) ? high : parents).randomElement(using: &random) else { return }
    insert(node, into: parent, of: &document)
  }

  private mutating func insert(_ node: Markup, into parent: Markup.Path, of document: inout Markup) {
    let position = Int.random(in: 0...document[parent].children.count, using: &random)
    document.change(parent[...]) { $0.children.insert(node, at: position) }
  }

  private func remove(_ path: Markup.Path, from document: inout Markup) -> Markup {
    let node = document[path]
    document.replace(path, with: [])
    return node
  }

  private mutating func move(_ path: Markup.Path?, in document: inout Markup) {
    guard let path else { return }
    insert(remove(path, from: &document), into: &document)
  }

  private func swap(_ pair: (Markup.Path, Markup.Path)?, in document: inout Markup) {
    guard let (first, second) = pair else { return }
    let held = document[first]
    document[first] = document[second]
    document[second] = held
  }

  private mutating func wrap(in document: inout Markup) {
    guard let path = anElement(document) else { return }
    let node = document[path]
    let above = document[path.dropLast()]
    let wrappers: [Markup] = [
      .element("Wrapper", [], [node]),
      .element("Wrapper", [("kind", "new")], [node]),
      Markup(kind: .element, name: above.name, children: [node]),
      Markup(kind: .element, name: node.name, attributes: node.attributes, children: [node]),
      Markup(kind: .element, name: node.name, children: [.text("100000"), node]),
    ]
    document[path] = one(of: wrappers)
  }

  /// The wrapping attack (XSW), with the identifier on the copy, too, or not.
  private mutating func wrapTarget(in document: inout Markup) {
    let targets = document.paths { $0.attributes.contains(where: \.isIdentifier) && !$0.isNamed("Signature") }
    guard let path = targets.randomElement(using: &random), path.count > 1 else { return }
    let original = document[path]
    var copy = original
    if Bool.random(using: &random) {
      for index in copy.attributes.indices where copy.attributes[index].isIdentifier {
        copy.attributes[index].value += Array("-new".utf8)
      }
    } else if Bool.random(using: &random) {
      copy.attributes.removeAll(where: \.isIdentifier)
    }
    copy.children.insert(.text("100000"), at: 0)
    document[path] = copy
    let object = signatures(document).randomElement(using: &random)
    let prefix = object.map { document[$0].name.dropLast("Signature".utf8.count) } ?? []
    let wrapper = Markup(kind: .element, name: prefix + Array("Object".utf8), children: [original])
    if let object, Bool.random(using: &random) {
      document.change(object[...]) { $0.children.append(wrapper) }
    } else {
      insert(Bool.random(using: &random) ? wrapper : original, into: &document)
    }
  }

  // MARK: Identifiers and addresses

  private mutating func changeIdentifier(_ mutation: Mutation, in document: inout Markup) {
    let holders = document.paths { $0.attributes.contains(where: \.isIdentifier) }
    guard let holder = holders.randomElement(using: &random),
      let index = document[holder].attributes.firstIndex(where: \.isIdentifier)
    else { return }
    let attribute = document[holder].attributes[index]
    switch mutation {
    case .identifierChanged:
      let other = one(of: ["changed", "", " " + String(decoding: attribute.value, as: UTF8.self)])
      document[holder].attributes[index].value = Array(other.utf8)
    case .identifiersSwapped:
      guard let other = holders.filter({ $0 != holder }).randomElement(using: &random),
        let second = document[other].attributes.firstIndex(where: \.isIdentifier)
      else { return }
      document[holder].attributes[index].value = document[other].attributes[second].value
      document[other].attributes[second].value = attribute.value
    default:
      guard let other = anElement(document), other != holder else { return }
      let name = one(of: ["Id", "ID", "id", "xml:id"])
      if Bool.random(using: &random) { document[holder].attributes.remove(at: index) }
      document[other].attributes.append(.init(name, String(decoding: attribute.value, as: UTF8.self)))
    }
  }

  private mutating func changeAddress(in document: inout Markup) {
    let addressed = document.paths { node in
      node.attributes.contains { $0.name == Array("URI".utf8) || $0.name == Array("Target".utf8) }
    }
    let ids = document.paths { $0.attributes.contains(where: \.isIdentifier) }
    guard let path = addressed.randomElement(using: &random), let target = ids.randomElement(using: &random),
      let id = document[target].attributes.first(where: \.isIdentifier)?.value
    else { return }
    let address = Bool.random(using: &random) ? [UInt8(ascii: "#")] + id : []
    for (index, attribute) in document[path].attributes.enumerated()
    where attribute.name == Array("URI".utf8) || attribute.name == Array("Target".utf8) {
      document[path].attributes[index].value = address
    }
  }

  // MARK: Text

  private mutating func changeText(_ mutation: Mutation, in document: inout Markup) {
    let texts = document.paths { $0.kind == .text && $0.content.count > 1 }.filter { $0.count > 1 }
    guard let path = texts.randomElement(using: &random) else { return }
    let content = document[path].content
    // Not inside a character of several octets, nor inside a reference.
    let places = content.indices.filter { content[$0] & 0xC0 != 0x80 }
    let place = content.contains(UInt8(ascii: "&")) ? content.startIndex : one(of: places)
    let before = Markup(kind: .text, content: Array(content[..<place]))
    let after = Markup(kind: .text, content: Array(content[place...]))
    let parts: [Markup]
    switch mutation {
    case .textSplit: parts = [before, .comment(" - "), after]
    case .textInstructed: parts = [before, Markup(kind: .instruction, content: Array("p i".utf8)), after]
    case .textQuoted where !content.contains(UInt8(ascii: "&")):
      parts = [before, Markup(kind: .cdata, content: after.content)]
    case .textMoved:
      parts = [before]
      document.replace(path, with: parts)
      return insert(after, into: &document)
    default: parts = [before, .text("1"), after]
    }
    document.replace(path, with: parts)
  }

  // MARK: Namespaces

  private mutating func changeDeclaration(_ mutation: Mutation, in document: inout Markup) {
    guard mutation == .declarationMoved else {
      let declarations = [("xmlns:unused", "urn:u"), ("xmlns:ds", "http://www.w3.org/2000/09/xmldsig#"), ("xmlns", "")]
      guard let path = anElement(document), let new = declarations.randomElement(using: &random) else { return }
      return document[path].attributes.append(.init(new.0, new.1))
    }
    let holders = document.paths { $0.attributes.contains(where: \.isDeclaration) }
    guard let holder = holders.randomElement(using: &random) else { return }
    let declarations = document[holder].attributes.filter(\.isDeclaration)
    guard let chosen = declarations.randomElement(using: &random) else { return }
    let removes = Int.random(in: 0..<4, using: &random) > 0
    if removes { document[holder].attributes.removeAll { $0.name == chosen.name } }
    func declare(_ node: inout Markup) {
      guard node.kind == .element, !node.attributes.contains(where: { $0.name == chosen.name }) else { return }
      node.attributes.append(chosen)
    }
    if Bool.random(using: &random), holder.count > 1 {
      document.change(holder.dropLast(), declare)
    } else {
      document.change(holder[...]) { node in
        for index in node.children.indices { declare(&node.children[index]) }
        // The element's own name may need it.
        let prefix = chosen.name.dropFirst("xmlns".utf8.count).drop { $0 == UInt8(ascii: ":") }
        let own = node.name.contains(UInt8(ascii: ":")) ? node.name.prefix { $0 != UInt8(ascii: ":") } : []
        if own.elementsEqual(prefix) { declare(&node) }
      }
    }
  }

  // MARK: Signatures

  private mutating func changeUnsigned(_ mutation: Mutation, in document: inout Markup) {
    let holders = document.paths { $0.isNamed("UnsignedSignatureProperties") }
    if mutation == .unsignedExchanged, let pair = aPair(of: holders) { return swap(pair, in: &document) }
    if let holder = holders.randomElement(using: &random), Bool.random(using: &random) {
      let inner = document[holder].paths { $0.kind == .element }.map { holder + $0 }
      guard let path = inner.randomElement(using: &random) else { return }
      switch Int.random(in: 0..<3, using: &random) {
      case 0: _ = remove(path, from: &document)
      case 1:
        let node = document[path]
        document.replace(path, with: [node, node])
      default: document[path].children = [.text("AAAA")]
      }
    } else if let properties = document.paths(where: { $0.isNamed("QualifyingProperties") })
      .randomElement(using: &random)
    {
      let prefix = document[properties].name.dropLast("QualifyingProperties".utf8.count)
      let property = Markup(
        kind: .element, name: prefix + Array("CertificateValues".utf8),
        children: [
          Markup(
            kind: .element, name: prefix + Array("EncapsulatedX509Certificate".utf8),
            children: [.text(foreignCertificate)])
        ])
      let list = Markup(kind: .element, name: prefix + Array("UnsignedSignatureProperties".utf8), children: [property])
      document.change(properties[...]) {
        $0.children.append(Markup(kind: .element, name: prefix + Array("UnsignedProperties".utf8), children: [list]))
      }
    }
  }

  private mutating func changeSignature(_ mutation: Mutation, in document: inout Markup) {
    let signatures = signatures(document)
    switch mutation {
    case .signedInfoSwapped:
      let name = one(of: ["SignedInfo", "SignatureValue", "KeyInfo", "QualifyingProperties"])
      swap(aPair(of: document.paths { $0.isNamed(name) }), in: &document)
    case .signatureMoved: move(signatures.filter { $0.count > 1 }.randomElement(using: &random), in: &document)
    default:
      guard let path = signatures.filter({ $0.count > 1 }).randomElement(using: &random) else { return }
      let signature = Bool.random(using: &random) ? document[path] : remove(path, from: &document)
      let prefix = signature.name.dropLast("Signature".utf8.count)
      let object = Markup(kind: .element, name: prefix + Array("Object".utf8), children: [signature])
      guard let other = self.signatures(document).randomElement(using: &random) else {
        // The only one: into a signature that is none.
        let empty = Markup(kind: .element, name: signature.name, attributes: signature.attributes, children: [object])
        return insert(empty, into: &document)
      }
      document.change(other[...]) { $0.children.append(object) }
    }
  }
}
