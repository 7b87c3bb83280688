import Filing
import FilingStore

/// The words of a notice in one language. Values are put beside labels, not into sentences, so that no ending of a
/// word depends on them.
struct NoticePhrases: Sendable {
  /// What one kind of notice says by itself.
  struct Account: Sendable {
    let subject: String
    let happened: String
    let next: String
  }

  let language: FindingCatalogue.Language
  let number: String
  let registeredAt: String
  let officialFilingDate: String
  let court: String
  let caseNumber: String
  let newCase: String
  let documentType: String
  let title: String
  let filer: String
  let principal: String
  let representative: String
  let documents: String
  let duty: String
  let assessed: String
  let notAssessed: String
  let declared: String
  let paid: String
  let exemption: String
  let discount: String
  let earlierNumber: String
  let earlierTime: String
  let receivedAt: String
  let decidedAt: String
  let messageID: String
  let package: String
  let channel: String
  let item: String
  let size: String
  let reasons: String
  let remarks: String
  let what: String
  let place: String
  let remedy: String
  let file: String
  let line: String
  let wholePackage: String
  let next: String
  let noticeID: String

  func account(of kind: NoticeKind, ofBatchItem isItem: Bool) -> Account {
    switch language {
    case .azerbaijani: Self.accountInAzerbaijani(of: kind, ofBatchItem: isItem)
    case .english: Self.accountInEnglish(of: kind, ofBatchItem: isItem)
    }
  }

  /// A filing that waits for what its filer is to pay.
  var awaitedPayment: Account {
    switch language {
    case .azerbaijani:
      Account(
        subject: "Müraciət rüsumun ödənilməsini gözləyir",
        happened: """
          Göndərdiyiniz daxil olub və saxlanılıb. Dövlət rüsumu ödənilənə qədər o, nə qeydiyyata alınır, nə də rədd edilir.
          """,
        next: """
          Rüsumu yuxarıda yazıldığı kimi ödəyin. Daxilolma vaxtı dəyişmir; ödəniş daxil olanda müraciət qeydiyyata alınır və bu, \
          ayrıca bildirişlə bildirilir. Eyni paketi yenidən göndərməyin.
          """)
    case .english:
      Account(
        subject: "Filing awaits the payment of its duty",
        happened: """
          It has arrived and is stored. Until the state duty is paid, it is neither registered nor rejected.
          """,
        next: """
          Pay the duty as it stands above. The time of arrival stands; when the payment has come, the filing is registered, and \
          a further notice says so. Do not send the same package again.
          """)
    }
  }

  func label(of standing: EntryParticipant.Standing) -> String? {
    switch standing {
    case .participant: nil
    case .filer: filer
    case .principal: principal
    case .representative: representative
    }
  }

  func name(_ court: Court) -> String {
    switch language {
    case .azerbaijani: court.nameInAzerbaijani
    case .english: court.nameInEnglish
    }
  }

  func name(_ type: DocumentType) -> String {
    switch language {
    case .azerbaijani: type.nameInAzerbaijani
    case .english: type.nameInEnglish
    }
  }

  func name(_ severity: Severity) -> String {
    switch (language, severity) {
    case (.azerbaijani, .info): "Məlumat"
    case (.azerbaijani, .warning): "Xəbərdarlıq"
    case (.azerbaijani, .error): "Xəta"
    case (.azerbaijani, .fatal): "Ciddi xəta"
    case (.english, .info): "Information"
    case (.english, .warning): "Warning"
    case (.english, .error): "Error"
    case (.english, .fatal): "Fatal error"
    }
  }
}

/// Numbers and times in words.
extension NoticePhrases {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  func day(_ day: LocalDay) -> String {
    switch language {
    case .azerbaijani:
      let digits = Array(day.description.utf8)
      let point = [UInt8(ascii: ".")]
      return String(decoding: digits[8..<10] + point + digits[5..<7] + point + digits[..<4], as: UTF8.self)
    case .english: return "\(day.day) \(Self.months[day.month - 1]) \(day.year)"
    }
  }

  func time(day: LocalDay, clock: String, offset: String) -> String {
    switch language {
    case .azerbaijani: "\(self.day(day)), saat \(clock) (Bakı vaxtı, UTC\(offset))"
    case .english: "\(self.day(day)), \(clock) (Baku time, UTC\(offset))"
    }
  }

  func bytes(_ count: Int64) -> String {
    switch language {
    case .azerbaijani: "\(count) bayt"
    case .english: count == 1 ? "1 byte" : "\(count) bytes"
    }
  }

  func extent(_ document: EntryDocument) -> String {
    guard let pages = document.pages else { return bytes(document.size) }
    switch language {
    case .azerbaijani: return "\(pages) səhifə, \(bytes(document.size))"
    case .english: return "\(pages == 1 ? "1 page" : "\(pages) pages"), \(bytes(document.size))"
    }
  }

  func furtherDocuments(_ count: Int) -> String {
    switch language {
    case .azerbaijani: "… və daha \(count) fayl: tam siyahı bildirişin Receipt hissəsindədir"
    case .english: "… and \(count) more: the notice's Receipt lists them all"
    }
  }

  func place(_ ordinal: Int, of count: Int?) -> String {
    switch language {
    case .azerbaijani: "sıra nömrəsi \(ordinal)" + (count.map { ", cəmi \($0)" } ?? "")
    case .english: "no. \(ordinal)" + (count.map { " of \($0)" } ?? "")
    }
  }
}
