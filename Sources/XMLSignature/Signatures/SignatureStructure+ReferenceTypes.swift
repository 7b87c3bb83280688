extension SignatureStructure {
  /// References whose type says that an `Object` or a `Manifest` of this signature is signed (XMLDSig 1.1 §4.4.3.1), and that
  /// lead to something else: to an element that was wrapped into another one, so that whoever reads the signature's objects
  /// sees others than those that are signed.
  func misdirectedReferences(ids: IDIndex, in tree: XMLTree) -> [FormatFault] {
    references.compactMap { reference in
      guard case .element(let id) = reference.target, let target = ids[id], let type = reference.type else {
        return nil
      }
      let isMisdirected =
        switch type {
        case Namespace.xmldsig + "Object": !objects.contains(target)
        case Namespace.xmldsig + "Manifest": !(tree.parent(of: target).map(objects.contains) ?? false)
        default: false
        }
      return isMisdirected
        ? FormatFault(
          node: reference.node,
          detail: "the reference \"\(reference.uri)\" has the type \(type), and leads to none of this signature's own")
        : nil
    }
  }
}
