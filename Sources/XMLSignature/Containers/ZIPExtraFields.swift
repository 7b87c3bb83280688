/// The extra fields of a header (APPNOTE 4.5), as far as they change how an archive is read.
struct ZIPExtraFields {
  /// Content of the ZIP64 field (0x0001).
  let zip64: ArraySlice<UInt8>?

  static let zip64Identifier: UInt16 = 0x0001
  static let unicodePathIdentifier: UInt16 = 0x7075

  /// - Throws: ``ZIPDefect`` when the fields are no sequence of fields, or give the entry another name.
  init(_ octets: ArraySlice<UInt8>, name: ArraySlice<UInt8>, entry: String) throws(ZIPDefect) {
    var rest = octets
    var zip64: ArraySlice<UInt8>?
    while !rest.isEmpty {
      guard rest.count >= 4 else { throw ZIPDefect(.extraField, entry: entry, "extra fields that end too early") }
      let identifier = ZIPFields(rest).uint16(0)
      let length = Int(ZIPFields(rest).uint16(2))
      guard rest.count >= 4 + length else {
        throw ZIPDefect(.extraField, entry: entry, "extra fields that end too early")
      }
      let content = rest.dropFirst(4).prefix(length)
      rest = rest.dropFirst(4 + length)
      switch identifier {
      case Self.zip64Identifier:
        guard zip64 == nil else { throw ZIPDefect(.zip64, entry: entry, "two ZIP64 fields in one header") }
        zip64 = content
      case Self.unicodePathIdentifier:
        // Version, CRC of the plain name, name (APPNOTE 4.6.9). Some programs show this name, some the plain one.
        guard content.dropFirst(5).elementsEqual(name) else {
          throw ZIPDefect(.unicodePath, entry: entry, "a Unicode Path field gives another name")
        }
      default: break
      }
    }
    self.zip64 = zip64
  }

  /// Takes the 64-bit values of the fields that are saturated, in the order that APPNOTE 4.5.3 gives.
  ///
  /// - Throws: ``ZIPDefect`` unless the ZIP64 field holds these values and no others.
  func resolve(_ plain: [UInt32], entry: String) throws(ZIPDefect) -> [UInt64] {
    var rest = zip64 ?? []
    var values: [UInt64] = []
    for value in plain {
      guard value == .max else {
        values.append(UInt64(value))
        continue
      }
      guard rest.count >= 8 else { throw ZIPDefect(.zip64, entry: entry, "a header lacks the ZIP64 field it needs") }
      values.append(ZIPFields(rest).uint64(0))
      rest = rest.dropFirst(8)
    }
    guard rest.isEmpty else { throw ZIPDefect(.zip64, entry: entry, "a ZIP64 field repeats what the header says") }
    return values
  }
}
