/// What names entries of an archive may have. The name is what a signature's reference names and what a reader sees, so one
/// name must never lead to two files, nor to a place outside the container.
enum ZIPEntryName {
  /// - Returns: The name as text.
  /// - Throws: ``ZIPDefect`` when it is not one that every reader takes for the same.
  static func check(_ octets: ArraySlice<UInt8>, limits: ZIPLimits) throws(ZIPDefect) -> String {
    guard !octets.isEmpty else { throw ZIPDefect(.nameEmpty, "an entry without a name") }
    guard octets.count <= limits.name else {
      throw ZIPDefect(.nameTooLong, "an entry's name has \(octets.count) octets")
    }
    // Flag bit 11 says UTF-8, its absence says code page 437 (APPNOTE 4.4.4). Signing programs write UTF-8 with and without
    // it, and references are UTF-8 (RFC 3987), so the octets decide; what is not UTF-8 could be anything.
    guard let name = String(validating: octets, as: UTF8.self) else {
      throw ZIPDefect(.nameEncoding, entry: String(decoding: octets, as: UTF8.self), "the name is not UTF-8")
    }
    guard !name.unicodeScalars.contains(where: \.misleadsReaders) else {
      throw ZIPDefect(.nameControl, entry: name, "a character in the name hides or reorders others")
    }
    let steps = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let path = steps.last?.isEmpty == true ? steps.dropLast() : steps[...]
    // `\` parts folders on some systems and is a letter on others; `C:` is a drive.
    guard !octets.contains(UInt8(ascii: "\\")), !startsWithDrive(octets), path.count <= limits.depth,
      !path.contains(where: { $0.isEmpty || $0.elementsEqual(".".utf8) || $0.elementsEqual("..".utf8) })
    else { throw ZIPDefect(.namePath, entry: name, "the name is not a plain path inside the container") }
    return name
  }

  private static func startsWithDrive(_ octets: ArraySlice<UInt8>) -> Bool {
    guard let first = octets.first, octets.dropFirst().first == UInt8(ascii: ":") else { return false }
    return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first & ~0x20)
  }

  /// Refuses an archive in which two names are one, or would be one where a reader unpacks it: file systems ignore case,
  /// Unicode normal forms, dots and blanks at the end, and readers cannot see characters without a width.
  static func checkDistinct(_ names: [String]) throws(ZIPDefect) {
    var exact: Set<[UInt8]> = []
    var files: [String: String] = [:]
    var folders: Set<String> = []
    for name in names {
      guard exact.insert(Array(name.utf8)).inserted else {
        throw ZIPDefect(.duplicate, entry: name, "the name stands more than once")
      }
      var steps = name.unicodeScalars.split(separator: "/").map(aliasKey)
      if name.utf8.last != UInt8(ascii: "/") {
        let key = steps.joined(separator: "/")
        if let other = files.updateValue(name, forKey: key) {
          throw ZIPDefect(.collision, entry: name, "the name is the same as \(other.escapingControls) for some readers")
        }
        steps.removeLast()
      }
      for length in steps.indices { folders.insert(steps[...length].joined(separator: "/")) }
    }
    for (key, name) in files where folders.contains(key) {
      throw ZIPDefect(.collision, entry: name, "the name is a file's and a folder's")
    }
  }

  /// The same for names that are one somewhere. Strings are equal by canonical equivalence.
  private static func aliasKey(_ step: Substring.UnicodeScalarView) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in step where !scalar.properties.isDefaultIgnorableCodePoint { scalars.append(scalar) }
    while scalars.last == " " || scalars.last == "." { scalars.removeLast() }
    return String(scalars).uppercased().lowercased()
  }
}
