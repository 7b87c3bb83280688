/// What a channel takes. A channel is a folder with an owner: it authenticates transport, never a filer.
public struct ChannelPolicy: Sendable {
  public enum Form: String, Sendable, Codable, CaseIterable { case xml, folder, container }
  public enum Kind: String, Sendable, Codable, CaseIterable {
    case submission = "Submission"
    case scanBatch = "ScanBatch"
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
