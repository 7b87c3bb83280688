/// One thing that is wrong with a container, beside what its signatures' reports say.
public struct ContainerFinding: Sendable, Hashable {
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// There is no `mimetype` entry (EN 319 162-1 §A.1).
    case mimetypeMissing = "MIMETYPE_MISSING"
    /// The `mimetype` entry is not first, not stored, has extra fields, or other octets than a media type (§A.1).
    case mimetypeForm = "MIMETYPE_FORM"
    /// The media type is not one of a signature container.
    case containerTypeUnknown = "CONTAINER_TYPE_UNKNOWN"
    /// A name that differs from `META-INF` or `mimetype` only in case.
    case reservedName = "RESERVED_NAME"
    case manifestMissing = "MANIFEST_MISSING"
    case manifestMalformed = "MANIFEST_MALFORMED"
    /// A data file that `META-INF/manifest.xml` does not list.
    case manifestOmits = "MANIFEST_OMITS_FILE"
    /// An entry of the manifest for a file that is not there.
    case manifestInvents = "MANIFEST_LISTS_MISSING_FILE"
    case manifestRepeats = "MANIFEST_REPEATS_FILE"
    /// The manifest's media type is malformed, or another one than the `mimetype` entry or a signature gives.
    case mediaType = "MEDIA_TYPE_MISMATCH"
    /// An ASiC-S container must have one data file at its root and one signature or time-stamp file (§4.3).
    case asicSContent = "ASIC_S_CONTENT"
    case noSignature = "NO_SIGNATURE"
    case signatureFileMalformed = "SIGNATURE_FILE_MALFORMED"
    /// More signatures, or more octets to digest for them, than are processed.
    case limit = "LIMIT"
    /// A data file that no signature covers.
    case dataFileNotSigned = "DATA_FILE_NOT_SIGNED"
    /// A signature that does not cover every data file.
    case coveragePartial = "COVERAGE_PARTIAL"
    /// Something recognised that this library does not validate: CAdES, evidence records.
    case unsupported = "UNSUPPORTED"
    /// A file in `META-INF` that has no meaning here.
    case unknownFile = "UNKNOWN_FILE_IN_META_INF"
    /// An `ASiCManifest` whose digests do not match the files, or that names files that are not there (§A.4).
    case asicManifest = "ASIC_MANIFEST"
    /// A time-stamp token that cannot be read or is not over what it should be over.
    case timeStamp = "TIME_STAMP"
  }

  public enum Severity: String, Sendable, Hashable, CaseIterable {
    /// Valid containers of the field do it.
    case warning
    /// A container with it does not pass.
    case error
  }

  public let code: Code
  public let severity: Severity
  /// Name of the entry concerned, where there is one; with control characters escaped.
  public let entry: String?
  /// In English: what exactly.
  public let detail: String

  /// An error.
  init(_ code: Code, entry: String? = nil, _ detail: String) { self.init(code, .error, entry: entry, detail) }

  init(_ code: Code, _ severity: Severity, entry: String? = nil, _ detail: String) {
    self.code = code
    self.severity = severity
    self.entry = entry?.escapingControls
    self.detail = detail
  }
}
