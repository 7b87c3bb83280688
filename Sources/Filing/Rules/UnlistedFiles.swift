extension Rule {
  /// No file travels along unsigned: what no document names is refused, not ignored.
  static let unlistedFiles = Rule("unlisted-files") { item in
    item.unlistedFiles.map { Finding(.documentFileUnlisted, at: SourceLocation(file: $0), ["name": $0]) }
  }
}
