/// The arrays of a tree as plain memory, for a pass over all of it: reading an array of an object counts references at each
/// access, which costs more than what is read. Bounds are checked as an array checks them.
struct TreeStorage {
  let nodes: Elements<XMLTree.Node>
  let attributes: Elements<XMLTree.Attribute>
  let held: Octets
  let names: QualifiedNames.Storage

  struct Elements<Element: BitwiseCopyable> {
    fileprivate let memory: UnsafeBufferPointer<Element>

    @inline(__always)
    subscript(index: Int) -> Element {
      precondition(index >= 0 && index < memory.count)
      return memory[index]
    }
  }

  struct Octets {
    fileprivate let memory: UnsafeRawBufferPointer

    @inline(__always)
    subscript(range: Range<Int>) -> UnsafeRawBufferPointer {
      precondition(range.lowerBound >= 0 && range.upperBound <= memory.count)
      return UnsafeRawBufferPointer(rebasing: memory[range])
    }
  }
}

extension XMLTree {
  /// Runs the body with the tree's memory, which must not be used after it. Sound because a tree never changes.
  func withStorage<Result>(_ body: (TreeStorage) throws -> Result) rethrows -> Result {
    try nodes.withUnsafeBufferPointer { nodes in
      try attributes.withUnsafeBufferPointer { attributes in
        try held.withUnsafeBytes { held in
          try qualifiedNames.withStorage { names in
            try body(
              TreeStorage(
                nodes: .init(memory: nodes), attributes: .init(memory: attributes), held: .init(memory: held),
                names: names))
          }
        }
      }
    }
  }
}

/// The names of a tree as they are written, one after the other.
struct QualifiedNames: Sendable {
  private let octets: [UInt8]
  /// Where each name ends; the next begins there.
  private let ends: [Int]

  init(_ names: [XMLName]) {
    var octets: [UInt8] = []
    var ends: [Int] = []
    ends.reserveCapacity(names.count)
    for name in names {
      if !name.prefix.isEmpty {
        octets.append(contentsOf: name.prefix.utf8)
        octets.append(UInt8(ascii: ":"))
      }
      octets.append(contentsOf: name.local.utf8)
      ends.append(octets.count)
    }
    self.octets = octets
    self.ends = ends
  }

  struct Storage {
    fileprivate let octets: TreeStorage.Octets
    fileprivate let ends: TreeStorage.Elements<Int>

    @inline(__always)
    subscript(name: Int) -> UnsafeRawBufferPointer { octets[(name == 0 ? 0 : ends[name - 1])..<ends[name]] }
  }

  fileprivate func withStorage<Result>(_ body: (Storage) throws -> Result) rethrows -> Result {
    try octets.withUnsafeBytes { octets in
      try ends.withUnsafeBufferPointer { try body(Storage(octets: .init(memory: octets), ends: .init(memory: $0))) }
    }
  }
}
