/// A report as one page that needs nothing else: no script, no image, no font, no network. For people, and for paper.
///
/// What it means comes first, in words of everyday life; what specialists need can be opened below. A page may report on
/// several files.
public struct ReportHTML: Sendable {
  private let reader: ReportReader

  public init(for reader: ReportReader) { self.reader = reader }

  /// The page, to be written as UTF-8.
  public func page(of files: [ReportedFile]) -> String {
    var page = HTMLText(for: reader)
    page.markup("<!DOCTYPE html>\n")
    page.element("html", ["lang": reader.language.rawValue]) { page in
      page.element("head") { appendHead(to: &$0) }
      page.element("body") { page in
        page.element("main") { appendBody(about: files, to: &$0) }
      }
    }
    return page.text
  }

  private var title: ReportSentence { ReportSentence(words: reader.wording.label(.reportTitle)) }

  private func appendHead(to page: inout HTMLText) {
    page.markup("<meta charset=\"utf-8\"/>\n<meta http-equiv=\"Content-Security-Policy\" content=\"")
    page.append(words: ReportStyle.contentSecurityPolicy)
    page.markup("\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
    page.markup("<meta name=\"referrer\" content=\"no-referrer\"/>\n<meta name=\"robots\" content=\"noindex\"/>\n")
    page.element("title", title)
    page.element("style") { $0.style(ReportStyle.sheet) }
  }

  private func appendBody(about files: [ReportedFile], to page: inout HTMLText) {
    page.element("h1", title)
    if files.count > 1 { appendOverview(of: files, to: &page) }
    for (index, file) in files.enumerated() {
      page.element("article", ["id": "file-\(index + 1)"]) { FileSection(file: file, reader: reader).append(to: &$0) }
    }
    page.element("footer") { $0.element("p", ReportSentence(words: reader.wording.text(.foot))) }
  }

  private func appendOverview(of files: [ReportedFile], to page: inout HTMLText) {
    page.element("nav") { page in
      page.element("h4", ReportSentence(words: reader.wording.label(.overview)))
      page.element("ol") { page in
        for (index, file) in files.enumerated() {
          let account = DocumentAccount(of: file, for: reader)
          page.element("li") { page in
            page.element("a", ["href": "#file-\(index + 1)"], ReportSentence(value: file.name))
            page.element("p", ["class": account.standing.styleClass]) {
              $0.append("\(own: account.standing.sign) \(own: account.verdict)")
            }
          }
        }
      }
    }
  }
}

extension Standing {
  /// Of the style sheet.
  var styleClass: String {
    switch self {
    case .passed, .settled: "passed"
    case .failed: "failed"
    case .open: "open"
    case .warning: "warning"
    case .notEvaluated, .empty, .notReached: "quiet"
    }
  }
}
