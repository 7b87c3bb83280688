import Foundation
import XMLSignature

/// A sheet as one page that needs nothing else: no script, no font, no network. Bars are drawings within the text, so
/// that they print, and follow a narrow screen and the dark.
package struct SheetPage: Sendable {
  private let sheet: Sheet

  package init(of sheet: Sheet) { self.sheet = sheet }

  /// To be written as UTF-8.
  package var text: String {
    // A name that a sender chose may hold a card number.
    var page = HTMLText(for: ReportReader(language: sheet.language, mask: SheetPage.mask))
    page.markup("<!DOCTYPE html>\n")
    page.element("html", ["lang": sheet.language.rawValue]) { page in
      page.element("head") { appendHead(to: &$0) }
      page.element("body") { page in
        page.element("main") { appendBody(to: &$0) }
      }
    }
    return page.text
  }

  private func appendHead(to page: inout HTMLText) {
    page.markup("<meta charset=\"utf-8\"/>\n<meta http-equiv=\"Content-Security-Policy\" content=\"")
    page.append(words: SheetStyle.contentSecurityPolicy + (sheet.hasPictures ? "; img-src data:" : ""))
    page.markup("\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
    page.markup("<meta name=\"referrer\" content=\"no-referrer\"/>\n<meta name=\"robots\" content=\"noindex\"/>\n")
    page.element("title") { page in
      // Text alone: a title holds no markup.
      page.append(words: sheet.title)
    }
    page.element("style") { $0.style(SheetStyle.sheet) }
  }

  private func appendBody(to page: inout HTMLText) {
    page.element("header") { page in
      page.element("h1", ReportSentence(words: sheet.title))
      page.element("p", ["class": "quiet"], sheet.subtitle)
    }
    page.element("div", ["class": "verdict \(sheet.headline.tone.rawValue)"]) { page in
      page.element("h2", sheet.headline.text)
      if let sum = sheet.sum { page.element("p", ["class": "sum \(sum.tone.rawValue)"], sum.text) }
    }
    for section in sheet.sections {
      page.element("section", ["id": section.id]) { page in
        page.element("h3", ReportSentence(words: section.title))
        for block in section.blocks { append(block, to: &page) }
      }
    }
    page.element("footer") { $0.element("p", ReportSentence(words: sheet.foot)) }
  }

  private func append(_ block: SheetBlock, to page: inout HTMLText) {
    switch block {
    case .paragraph(let sentence): page.element("p", sentence)
    case .quotation(let lines):
      page.element("p") { page in
        for line in lines {
          page.append(ReportSentence(value: line))
          page.markup("<br/>\n")
        }
      }
    case .points(let points):
      page.element("ul", ["class": "points"]) { page in
        for point in points { append(point, to: &page) }
      }
    case .table(let table): append(table, to: &page)
    case .pictures(let pictures):
      page.element("div", ["class": "pictures"]) { page in
        for picture in pictures {
          page.element("figure") { page in
            append(picture, to: &page)
            page.element("figcaption", picture.label)
          }
        }
      }
    }
  }

  private func append(_ picture: SheetPicture, to page: inout HTMLText) {
    page.empty(
      "img",
      [
        "src": "data:image/jpeg;base64,\(Data(picture.octets).base64EncodedString())",
        "alt": picture.label.plain(for: ReportReader(language: sheet.language, mask: SheetPage.mask)),
      ])
  }

  private func append(_ point: SheetPoint, to page: inout HTMLText) {
    page.element("li", ["class": point.tone.rawValue]) { page in
      page.element("p", point.text)
      for command in point.commands { append(command, to: &page) }
    }
  }

  private func append(_ command: ShellCommand, to page: inout HTMLText) {
    page.element("code", ReportSentence(words: command.shown))
  }

  private func append(_ table: SheetTable, to page: inout HTMLText) {
    if table.legend.count > 1 {
      page.element("p", ["class": "legend", "aria-hidden": "true"]) { page in
        for (kind, label) in table.legend {
          page.element("span") { page in
            page.element("svg", ["class": "key", "viewBox": "0 0 10 10"]) { page in
              page.element("rect", ["class": kind.rawValue, "width": "10", "height": "10"]) { _ in }
            }
            page.append(words: label)
          }
        }
      }
    }
    page.element("table") { page in
      page.element("thead") { page in
        page.element("tr") { page in
          for column in table.columns {
            page.element(
              "th", ["scope": "col", "class": column.kind.rawValue],
              ReportSentence(words: column.title))
          }
        }
      }
      page.element("tbody") { page in
        for row in table.rows {
          page.element("tr") { page in
            for (index, cell) in row.enumerated() {
              append(cell, isFirst: index == 0, in: table.columns[index], to: &page)
            }
          }
        }
      }
    }
  }

  private func append(
    _ cell: SheetTable.Cell, isFirst: Bool, in column: SheetTable.Column, to page: inout HTMLText
  ) {
    let label = column.title
    switch cell {
    case .text(let sentence):
      if isFirst {
        page.element("th", ["scope": "row", "class": column.kind.rawValue], sentence)
      } else {
        page.element("td", ["data-label": label, "class": column.kind.rawValue], sentence)
      }
    case .number(let number):
      page.element(
        "td", ["data-label": label, "class": number == 0 ? "number zero" : "number"],
        ReportSentence(words: sheet.language.sheetWording.number(number)))
    case .command(let command):
      page.element("td", ["data-label": label, "class": "text"]) { append(command, to: &$0) }
    case .bar(let bar): page.element("td", ["class": "bar"]) { append(bar, to: &$0) }
    case .picture(let picture):
      page.element("td", ["class": "picture"]) { page in
        if let picture { append(picture, to: &page) }
      }
    }
  }

  private static let barUnits = 1000

  /// The numbers stand beside it as text.
  private func append(_ bar: Bar, to page: inout HTMLText) {
    page.element(
      "svg",
      ["class": "bar", "viewBox": "0 0 \(Self.barUnits) 10", "preserveAspectRatio": "none", "aria-hidden": "true"]
    ) { page in
      var start = 0
      for (kind, units) in bar.lengths(in: Self.barUnits, atLeast: 6) {
        page.element(
          "rect", ["class": kind.rawValue, "x": "\(start)", "width": "\(units)", "height": "10"]
        ) { _ in }
        start += units
      }
    }
  }
}
