/// Elements by their identifiers: attributes `Id`, `ID`, `id` without a namespace, and `xml:id`.
///
/// A value that stands on two attributes makes the document ambiguous, whoever refers to it.
struct IDIndex: Sendable {
  private let lookup: Lookup
  /// The first value that stands twice, with its second element.
  let duplicate: (value: String, node: XMLTree.NodeID)?

  private enum Lookup {
    case octets(HashedIdentifiers)
    case characters([String: (value: String, node: XMLTree.NodeID)])
  }

  init(_ tree: XMLTree) {
    let attributes = Self.attributes(of: tree)
    let duplicate: Int?
    if let list = HashedIdentifiers(attributes, of: tree) {
      lookup = .octets(list)
      duplicate = list.duplicate
    } else {
      var elements: [String: (value: String, node: XMLTree.NodeID)] = [:]
      var second: Int?
      for attribute in attributes {
        let value = tree.value(ofAttribute: attribute)
        let node = tree.owner(ofAttribute: attribute)
        // Keys that Swift calls equal (canonical equivalents) are too alike to tell apart, and count as one value.
        if elements.updateValue((value, node), forKey: value) != nil, second == nil { second = attribute }
      }
      lookup = .characters(elements)
      duplicate = second
    }
    self.duplicate = duplicate.map { (tree.value(ofAttribute: $0), tree.owner(ofAttribute: $0)) }
  }

  /// The attributes that identify elements, in document order.
  private static func attributes(of tree: XMLTree) -> [Int] {
    let isID = tree.names.map { name in
      (name.namespace.isEmpty && ["Id", "ID", "id"].contains(name.local))
        || (name.namespace == "http://www.w3.org/XML/1998/namespace" && name.local == "id")
    }
    guard isID.contains(true) else { return [] }
    return tree.attributes.indices.filter { isID[Int(tree.attributes[$0].name)] }
  }

  /// The element with exactly this value.
  subscript(id: String) -> XMLTree.NodeID? {
    switch lookup {
    case .octets(let identifiers): return identifiers[id]
    case .characters(let elements):
      guard let found = elements[id], found.value.isIdentical(to: id) else { return nil }
      return found.node
    }
  }
}

/// Identifiers that are all ASCII, of which no two are alike unless their octets are, in the order of a hash. A million of
/// them as strings would take more memory than the tree, and the places of a hash table are each far from the last.
private struct HashedIdentifiers: Sendable {
  private let tree: XMLTree
  /// Hash in the upper half, number of the attribute in the lower; ascending.
  private let entries: [UInt64]
  /// The attribute that is the first in the document to say what one before it said.
  let duplicate: Int?

  /// - Returns: Nil when an identifier has other characters.
  init?(_ attributes: [Int], of tree: XMLTree) {
    let entries = tree.withStorage { storage -> [UInt64]? in
      var entries: [UInt64] = []
      entries.reserveCapacity(attributes.count)
      for attribute in attributes {
        let value = storage.value(ofAttribute: attribute)
        guard value.allSatisfy({ $0 < 0x80 }) else { return nil }
        entries.append(UInt64(Self.hash(value)) << 32 | UInt64(attribute))
      }
      return entries
    }
    guard let entries else { return nil }
    self.tree = tree
    self.entries = Self.sorted(entries)
    duplicate = Self.firstDuplicate(in: self.entries, of: tree)
  }

  subscript(id: String) -> XMLTree.NodeID? {
    var id = id
    return tree.withStorage { storage in
      id.withUTF8 { octets in
        let value = UnsafeRawBufferPointer(octets)
        let hash = Self.hash(value)
        for entry in entries[firstIndex(of: hash)...] {
          guard UInt32(entry >> 32) == hash else { return nil }
          let attribute = Self.attribute(of: entry)
          if storage.value(ofAttribute: attribute).elementsEqual(value) { return tree.owner(ofAttribute: attribute) }
        }
        return nil
      }
    }
  }

  private func firstIndex(of hash: UInt32) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if UInt32(entries[middle] >> 32) < hash { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func attribute(of entry: UInt64) -> Int { Int(UInt32(truncatingIfNeeded: entry)) }

  /// With the process's own seed, so that no document can be made whose identifiers all have one hash.
  private static func hash(_ value: UnsafeRawBufferPointer) -> UInt32 {
    var hasher = Hasher()
    hasher.combine(bytes: value)
    return UInt32(truncatingIfNeeded: hasher.finalize())
  }

  /// Hashes are spread evenly, so many are dealt out by their upper bits first, and what is left to sort is short.
  private static func sorted(_ entries: [UInt64]) -> [UInt64] {
    guard entries.count > 4096 else { return entries.sorted() }
    let bits = 10
    func pile(of entry: UInt64) -> Int { Int(entry >> UInt64(64 - bits)) }
    var ends = [Int](repeating: 0, count: 1 << bits)
    for entry in entries { ends[pile(of: entry)] += 1 }
    for pile in ends.indices.dropFirst() { ends[pile] += ends[pile - 1] }
    var next = [0] + ends.dropLast()
    var sorted = [UInt64](repeating: 0, count: entries.count)
    for entry in entries {
      sorted[next[pile(of: entry)]] = entry
      next[pile(of: entry)] += 1
    }
    for (start, end) in zip([0] + ends, ends) { sorted[start..<end].sort() }
    return sorted
  }

  private static func firstDuplicate(in entries: [UInt64], of tree: XMLTree) -> Int? {
    tree.withStorage { storage in
      var first: Int?
      var start = 0
      while start < entries.count {
        // Nearly always one entry. Of a value that stands many times the second one ends the search.
        var end = start + 1
        var found = false
        while end < entries.count, entries[end] >> 32 == entries[start] >> 32 {
          if !found {
            let value = storage.value(ofAttribute: attribute(of: entries[end]))
            found = entries[start..<end].contains {
              storage.value(ofAttribute: attribute(of: $0)).elementsEqual(value)
            }
            if found { first = min(first ?? .max, attribute(of: entries[end])) }
          }
          end += 1
        }
        start = end
      }
      return first
    }
  }
}

extension TreeStorage {
  fileprivate func value(ofAttribute index: Int) -> UnsafeRawBufferPointer {
    let attribute = attributes[index]
    return held[Int(attribute.offset)..<Int(attribute.offset) + Int(attribute.length)]
  }
}
