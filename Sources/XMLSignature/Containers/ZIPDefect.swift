/// Why octets are not an archive that may be read, or why an entry of it may not: the first fault, with its entry.
///
/// The rules are those of APPNOTE.TXT 6.3.10 and ISO/IEC 21320-1, made strict: an archive that two programs could read in
/// two ways is refused, because a signature over one reading proves nothing about the other.
public struct ZIPDefect: Error, Sendable, Hashable {
  public enum Rule: String, Sendable, Hashable, CaseIterable {
    /// No end of central directory record: not an archive, or cut short.
    case noEnd = "NO_END_RECORD"
    /// Octets after the end record that its comment does not account for (APPNOTE 4.3.16).
    case endNotLast = "END_RECORD_NOT_LAST"
    /// Two records that could both be the end.
    case ambiguousEnd = "AMBIGUOUS_END_RECORD"
    case commentTooLong = "COMMENT_TOO_LONG"
    case multipleDisks = "MULTIPLE_DISKS"
    /// ZIP64 records or fields that are missing, misplaced, or say something else than the plain ones (APPNOTE 4.3.14, 4.5.3).
    case zip64 = "ZIP64"
    /// The central directory is not where, or not what, the end record says.
    case directory = "CENTRAL_DIRECTORY"
    /// Octets before the first entry.
    case prefix = "PREFIX_DATA"
    /// Octets between entries, or between them and the central directory, that belong to none.
    case gap = "HIDDEN_DATA"
    /// Entries share octets, or stand in another order than the central directory lists them.
    case overlap = "OVERLAPPING_ENTRIES"
    /// Local and central header of an entry disagree (APPNOTE 4.3.7, 4.3.12).
    case headersDisagree = "HEADERS_DISAGREE"
    /// The data descriptor is missing or disagrees with the central header (APPNOTE 4.3.9).
    case descriptor = "DATA_DESCRIPTOR"
    case method = "COMPRESSION_METHOD"
    case encrypted = "ENCRYPTED"
    case flags = "FLAGS"
    case extraField = "EXTRA_FIELD"
    /// A Unicode Path field (0x7075) that gives another name.
    case unicodePath = "UNICODE_PATH"
    /// A symbolic link, a device, or a folder that is not written as one.
    case fileType = "FILE_TYPE"
    case nameEncoding = "NAME_NOT_UTF8"
    case nameEmpty = "NAME_EMPTY"
    case nameTooLong = "NAME_TOO_LONG"
    /// Control characters and those that reorder text, by which a name looks like another.
    case nameControl = "NAME_CONTROL_CHARACTER"
    /// Absolute, with a drive, with `\`, or with empty, `.` or `..` steps.
    case namePath = "NAME_PATH"
    case duplicate = "DUPLICATE_NAME"
    /// Two names that some file systems or readers take for one.
    case collision = "NAME_COLLISION"
    case tooManyEntries = "TOO_MANY_ENTRIES"
    case entryTooLarge = "ENTRY_TOO_LARGE"
    case archiveTooLarge = "ARCHIVE_TOO_LARGE"
    /// Grows more when inflated than honest documents do.
    case ratio = "COMPRESSION_RATIO"
    /// The compressed octets are not a deflate stream.
    case deflate = "DEFLATE_STREAM"
    /// The content is longer or shorter than the headers say.
    case size = "SIZE"
    case checksum = "CRC32"
  }

  public let rule: Rule
  /// Name of the entry, where the fault is one entry's; with control characters escaped.
  public let entry: String?
  /// In English: what exactly.
  public let detail: String

  init(_ rule: Rule, entry: String? = nil, _ detail: String) {
    self.rule = rule
    self.entry = entry?.escapingControls
    self.detail = detail
  }
}

extension ZIPDefect: CustomStringConvertible {
  public var description: String { rule.rawValue + (entry.map { " (\($0))" } ?? "") + ": " + detail }
}

extension String {
  /// With characters that a terminal or a reader's eye would not show as they are written as `\u{…}`.
  var escapingControls: String {
    unicodeScalars.reduce(into: "") {
      if $1.misleadsReaders {
        $0 += "\\u{\(String($1.value, radix: 16))}"
      } else {
        $0.unicodeScalars.append($1)
      }
    }
  }
}

extension Unicode.Scalar {
  /// Control characters, line and paragraph separators, what is no character at all, and the characters that override the
  /// direction of text, such as the one that shows `exe.fdp` as `pdf.exe`.
  var misleadsReaders: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    case .unassigned where properties.isNoncharacterCodePoint: true
    default: (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
    }
  }
}
