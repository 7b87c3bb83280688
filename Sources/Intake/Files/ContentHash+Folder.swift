import Filing

extension ContentHash {
  /// Of a folder package: of its list of names, sizes and hashes, a line each, in the order of the names' octets.
  init(ofFolder files: [(name: String, size: Int64, hash: ContentHash)]) {
    let list = files.map { "\($0.hash.hexadecimal) \($0.size) \($0.name)\n" }.joined()
    self.init(sha256Of: Array(list.utf8))
  }
}
