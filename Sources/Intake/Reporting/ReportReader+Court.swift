import Filing
import Foundation
package import XMLSignature

extension ReportReader {
  /// Reads by the clock of Baku, and never sees a card number in a sender's words.
  package static func court(_ language: ReportLanguage) -> ReportReader {
    ReportReader(language: language, clock: .baku, mask: { CardNumber.masked(in: $0) })
  }
}

extension ReportClock {
  fileprivate static let baku = ReportClock(
    secondsFromGMT: { date in
      let milliseconds = Int64(exactly: (date.timeIntervalSince1970 * 1000).rounded(.down)) ?? 0
      return Int(CourtCalendar.baku.offset(at: Instant(milliseconds: milliseconds)) / 1000)
    },
    zoneName: { language in
      switch language {
      case .azerbaijani: "Bakı vaxtı"
      case .english: "Baku time"
      }
    })
}
