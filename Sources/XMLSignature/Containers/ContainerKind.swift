/// What sort of container an archive is, by its `mimetype` entry.
public enum ContainerKind: Sendable, Hashable {
  /// EN 319 162-1 §4.4: several files, several signatures; BDOC 2.1 and EDOC are such containers.
  case asicE
  /// EN 319 162-1 §4.3: one file.
  case asicS
  /// The Lithuanian archives' ADOC 1.0 (`application/vnd.lt.archyvai.adoc-2008`): an OpenDocument package of its own layout.
  case adoc
  /// BDOC 1.0, before it became an ASiC-E container.
  case bdoc1
  /// An OpenDocument file with this media type.
  case openDocument(String)
  /// A media type that is none of these.
  case other(String)

  public static let asicEMediaType = "application/vnd.etsi.asic-e+zip"
  public static let asicSMediaType = "application/vnd.etsi.asic-s+zip"

  init(mediaType: String) {
    switch mediaType {
    case Self.asicEMediaType: self = .asicE
    case Self.asicSMediaType: self = .asicS
    case "application/vnd.lt.archyvai.adoc-2008": self = .adoc
    case "application/vnd.bdoc-1.0": self = .bdoc1
    case _ where mediaType.hasPrefix("application/vnd.oasis.opendocument."): self = .openDocument(mediaType)
    default: self = .other(mediaType)
    }
  }

  /// For reports.
  public var name: String {
    switch self {
    case .asicE: "ASiC-E"
    case .asicS: "ASiC-S"
    case .adoc: "ADOC"
    case .bdoc1: "BDOC 1.0"
    case .openDocument: "OpenDocument"
    case .other(let mediaType): mediaType.escapingControls
    }
  }
}
