import Filing

extension ContentHash {
  /// A certificate's SHA-256 as people copy it: digits alone, or pairs with colons as openssl prints them.
  init?(fingerprint text: String) {
    guard text.contains(":") else {
      self.init(hexadecimal: text)
      return
    }
    let pairs = text.split(separator: ":", omittingEmptySubsequences: false)
    guard pairs.allSatisfy({ $0.utf8.count == 2 }) else { return nil }
    self.init(hexadecimal: pairs.joined())
  }
}
