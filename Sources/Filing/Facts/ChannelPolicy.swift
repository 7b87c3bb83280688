/// What a channel takes. A channel is a folder with an owner: it authenticates transport, never a filer.
public struct ChannelPolicy: Sendable {
  public enum Form: String, Sendable, Codable, CaseIterable { case xml, folder, container }
  public enum Kind: String, Sendable, Codable, CaseIterable {
    case submission = "Submission"
    case scanBatch = "ScanBatch"
    /// What somebody asks for his or her electronic cabinet.
    case cabinetRequest = "CabinetRequest"
    /// Documents that a court serves on participants.
    case dispatch = "Dispatch"
    /// Of a bank, about an account of the treasury.
    case statement = "Statement"
  }

  /// What says that a drop is complete.
  public enum Completeness: String, Sendable, Codable, CaseIterable {
    /// That it has not changed for a while.
    case settled
    /// The same; and of a folder, that every file which it lists is there, with its size and hash.
    case manifest
    /// The marker that its sender puts beside it or inside, and nothing else.
    case marker
  }

  public let name: String
  public let forms: Set<Form>
  public let kinds: Set<Kind>
  /// Courts that the channel's filings may be meant for; empty means every court of the directory.
  public let courts: Set<CourtCode>
  /// FİN or VÖEN of the filers that may send here; empty means everyone.
  public let senders: Set<String>
  /// In octets, for the whole package.
  public let maximumPackageSize: Int64
  public let maximumFiles: Int
  /// In octets, for one document.
  public let maximumDocumentSize: Int64
  /// When a drop counts as complete; by the package's own list of files unless it is set otherwise.
  public var completeness = Completeness.manifest
  /// How long a drop must lie unchanged; nil for what holds everywhere.
  public var settleTerm: Duration?
  /// How often the folder is looked at where the kernel tells nothing about it; nil for what holds everywhere.
  public var pollInterval: Duration?
  /// How many of its packages are taken in turn, where other channels wait too.
  public var share = 1
  /// How many packages are taken within an hour; nil for any number.
  public var packagesPerHour: Int?
  /// Whether a file system must be mounted on the folder: without it, the folder below is not the channel's.
  public var isMountPoint = false

  public init(
    name: String, forms: Set<Form> = Set(Form.allCases), kinds: Set<Kind> = [.submission],
    courts: Set<CourtCode> = [], senders: Set<String> = [], maximumPackageSize: Int64 = 2 << 30,
    maximumFiles: Int = 1000, maximumDocumentSize: Int64 = 1 << 30
  ) {
    self.name = name
    self.forms = forms
    self.kinds = kinds
    self.courts = courts
    self.senders = senders
    self.maximumPackageSize = maximumPackageSize
    self.maximumFiles = maximumFiles
    self.maximumDocumentSize = maximumDocumentSize
  }
}
