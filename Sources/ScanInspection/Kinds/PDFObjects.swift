/// What the objects of a PDF tell, as qpdf writes them, where names are spelled in one way.
struct PDFObjects {
  /// What it does by itself, or holds beside its pages.
  private(set) var active: Set<String> = []
  /// Whether any page could use a font; most scans have none.
  private(set) var nameFonts = false
  private(set) var holdMetadata = false

  /// As an action's kind, or as a dictionary's key (ISO 32000-1, 12.6.4, 7.11.4, 12.7.8).
  private static let actions: Set<String> = [
    "/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToR", "/GoToE", "/Rendition", "/RichMediaExecute",
  ]
  private static let keys: Set<String> = ["/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/AA", "/RichMedia"]
  private static let kinds: Set<String> = ["/EmbeddedFile", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"]

  init(in tree: Any) {
    // A list of what is left, so that no depth of nesting costs stack.
    var waiting = [tree]
    while let value = waiting.popLast() {
      if let fields = value as? [String: Any] {
        take(fields)
        waiting += fields.values
      } else if let items = value as? [Any] {
        waiting += items
      }
    }
  }

  private mutating func take(_ fields: [String: Any]) {
    active.formUnion(Self.keys.intersection(fields.keys))
    if let action = fields["/S"] as? String, Self.actions.contains(action) { active.insert(action) }
    for name in ["/Type", "/Subtype"] {
      if let kind = fields[name] as? String, Self.kinds.contains(kind) { active.insert(kind) }
    }
    // A page finds fonts nowhere but under this name (ISO 32000-1, 7.8.3).
    if fields["/Font"] != nil { nameFonts = true }
    if fields["/Metadata"] != nil { holdMetadata = true }
  }
}
