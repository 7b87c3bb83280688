package import Filing

extension StatementDefect {
  /// For people: what is wrong and where, and what to do next.
  package func text(in language: FindingCatalogue.Language) -> (cause: String, remedy: String) {
    let (cause, remedy) = words
    switch language {
    case .azerbaijani: return ("\(place(line: "sətir", entry: "yazılış"))\(cause.az)", remedy.az)
    case .english: return ("\(place(line: "line", entry: "entry"))\(cause.en)", remedy.en)
    }
  }

  private func place(line lineWord: String, entry entryWord: String) -> String {
    let parts = [
      location.line.map { "\(lineWord) \($0)" }, entry.map { "\(entryWord) \($0)" }, location.path.map(Self.quoted),
    ].compactMap { $0 }
    return parts.isEmpty ? "" : "\(parts.joined(separator: ", ")): "
  }

  private typealias Words = (az: String, en: String)

  private var words: (cause: Words, remedy: Words) {
    switch kind {
    case .empty: (("fayl boşdur.", "the file is empty."), Self.sendAgain)
    case .truncated: (("fayl sona çatmadan kəsilir.", "the file ends before the message does."), Self.sendAgain)
    case .malformed(let detail):
      (
        ("XML düzgün qurulmayıb: \(Self.quoted(detail)).", "the XML is not well-formed: \(Self.quoted(detail))."),
        Self.askTheBank
      )
    case .notUTF8(let detail):
      (
        (
          "fayl UTF-8 kodlaşdırmasında deyil: \(Self.quoted(detail)).",
          "the file is not in UTF-8: \(Self.quoted(detail))."
        ),
        (
          "Çıxarışı UTF-8 kodlaşdırmasında verməyi bankdan xahiş edin; imzalanmış faylı özünüz çevirməyin.",
          "Ask the bank for the statement in UTF-8; do not convert a signed file yourself."
        )
      )
    case .documentType:
      (
        ("faylda sənəd növü elanı (DOCTYPE) var; o qəbul edilmir.", "the file has a DOCTYPE, which is not accepted."),
        Self.askTheBank
      )
    case .limit(let name, let value):
      (
        ("fayl həddi aşır: \(name), ən çoxu \(value).", "the file exceeds a limit: \(name), at most \(value)."),
        (
          "Çıxarışı hissələrə bölünmüş şəkildə göndərməyi bankdan xahiş edin.",
          "Ask the bank to send the statement in parts."
        )
      )
    case .notAStatement(let root):
      (
        (
          "bu, camt.053 çıxarışı və ya camt.054 bildirişi deyil: tapılan element \(Self.quoted(root)).",
          "this is no camt.053 statement or camt.054 notification: found \(Self.quoted(root))."
        ), Self.rightFile
      )
    case .versionUnknown(let namespace):
      (
        (
          "mesajın versiyası tanınmır: \(Self.quoted(namespace)); 02–13 qəbul edilir.",
          "the version of the message is not known: \(Self.quoted(namespace)); 02 to 13 are accepted."
        ),
        (
          "Çıxarışı 02–13 versiyalarından birində verməyi bankdan xahiş edin.",
          "Ask the bank for the statement in one of the versions 02 to 13."
        )
      )
    case .severalDocuments:
      (
        ("faylda birdən çox mesaj (Document) var.", "the file holds more than one message (Document)."),
        ("Hər mesajı ayrıca faylda göndərin.", "Send each message in a file of its own.")
      )
    case .noStatement:
      (("mesajda heç bir çıxarış yoxdur.", "the message holds no statement."), Self.rightFile)
    case .columnMissing(let element):
      (
        ("\(Self.quoted(element)) sütunu yoxdur.", "the column \(Self.quoted(element)) is missing."), Self.rightLayout
      )
    case .fieldCount(let expected, let found):
      (
        (
          "sətirdə \(expected) sahə olmalıdır, tapılan \(found).",
          "the record must have \(expected) fields and has \(found)."
        ), Self.rightLayout
      )
    case .quoting:
      (
        (
          "dırnaq işarəsi yerində deyil və ya bağlanmayıb.",
          "a quotation mark stands in the wrong place or is not closed."
        ), Self.sendAgain
      )
    case .missing(let element):
      (
        ("\(Self.quoted(element)) yoxdur və ya boşdur.", "\(Self.quoted(element)) is missing or empty."),
        Self.askTheBank
      )
    case .repeated(let element):
      (
        (
          "\(Self.quoted(element)) bir dəfə olmalıdır, lakin təkrarlanır.",
          "\(Self.quoted(element)) must stand once, but is repeated."
        ), Self.askTheBank
      )
    case .unexpected(let element):
      (
        (
          "\(Self.quoted(element)) dəyərin içində ola bilməz.", "\(Self.quoted(element)) cannot stand inside a value."
        ), Self.askTheBank
      )
    case .controlCharacter(let element):
      (
        (
          "\(Self.quoted(element)) idarəedici simvol saxlayır.", "\(Self.quoted(element)) holds a control character."
        ), Self.askTheBank
      )
    case .amountMalformed(let element, let value):
      (
        (
          "\(Self.quoted(element)) məbləğ deyil: \(Self.quoted(value)).",
          "\(Self.quoted(element)) is not an amount: \(Self.quoted(value))."
        ), Self.askTheBank
      )
    case .amountTooLong(let element, let value):
      (
        (
          "\(Self.quoted(element)) 18-dən çox rəqəm saxlayır: \(Self.quoted(value)).",
          "\(Self.quoted(element)) has more than 18 digits: \(Self.quoted(value))."
        ), Self.askTheBank
      )
    case .amountNegative(let element, let value):
      (
        (
          "\(Self.quoted(element)) mənfidir: \(Self.quoted(value)); istiqaməti ayrıca göstərici bildirir.",
          "\(Self.quoted(element)) is negative: \(Self.quoted(value)); an indicator of its own gives the direction."
        ), Self.askTheBank
      )
    case .amountTooPrecise(let element, let value, let currency):
      (
        (
          "\(Self.quoted(element)) \(Self.quoted(currency)) üçün həddən artıq onluq rəqəm saxlayır: \(Self.quoted(value)).",
          "\(Self.quoted(element)) has more decimals than \(Self.quoted(currency)) allows: \(Self.quoted(value))."
        ), Self.askTheBank
      )
    case .currencyMalformed(let element, let value):
      (
        (
          "\(Self.quoted(element)) valyuta kodu deyil: \(Self.quoted(value)).",
          "\(Self.quoted(element)) is not a currency code: \(Self.quoted(value))."
        ), Self.askTheBank
      )
    case .codeUnknown(let element, let value):
      (
        (
          "\(Self.quoted(element)) tanınmayan kod saxlayır: \(Self.quoted(value)).",
          "\(Self.quoted(element)) holds an unknown code: \(Self.quoted(value))."
        ), Self.askTheBank
      )
    case .dateMalformed(let element, let value):
      (
        (
          "\(Self.quoted(element)) tarix deyil: \(Self.quoted(value)).",
          "\(Self.quoted(element)) is not a date: \(Self.quoted(value))."
        ), Self.askTheBank
      )
    case .numberMalformed(let element, let value):
      (
        (
          "\(Self.quoted(element)) ədəd deyil: \(Self.quoted(value)).",
          "\(Self.quoted(element)) is not a number: \(Self.quoted(value))."
        ), Self.askTheBank
      )
    case .accountDigitsWrong(let account):
      (
        (
          "\(Self.quoted(account)) hesabının yoxlama rəqəmləri səhvdir.",
          "the check digits of the account \(Self.quoted(account)) are wrong."
        ), Self.look
      )
    case .currencyNotOfAccount(let currency, let account):
      (
        (
          "yazılışın valyutası \(Self.quoted(currency)), hesabın valyutası \(Self.quoted(account)).",
          "the entry is in \(Self.quoted(currency)), the account in \(Self.quoted(account))."
        ), Self.look
      )
    case .bookingDayMissing:
      (
        ("uçota alınmış yazılışın tarixi (BookgDt) yoxdur.", "a booked entry has no booking day (BookgDt)."), Self.look
      )
    case .referenceRepeated(let reference):
      (
        (
          "eyni tarix, məbləğ və istinad (\(Self.quoted(reference))) bu çıxarışda artıq olub; təkrar sayılır.",
          "the same day, amount and reference (\(Self.quoted(reference))) stood in this statement before; taken as a repetition."
        ), Self.look
      )
    case .transactionSum(let sum, let amount):
      (
        (
          "ödənişlərin cəmi \(sum), yazılışın məbləği \(amount).",
          "the transactions add up to \(sum), the entry is of \(amount)."
        ), Self.look
      )
    case .transactionCount(let stated, let found):
      (
        (
          "bank \(stated) ödəniş bildirir, təfsilatı olan isə \(found).",
          "the bank tells of \(stated) transactions, and \(found) have details."
        ), Self.look
      )
    case .transactionWithoutAmount(let ordinal):
      (
        (
          "\(ordinal) nömrəli ödənişin məbləği yoxdur, ona görə cəm yoxlanmadı.",
          "transaction \(ordinal) has no amount, so that the sum was not checked."
        ), Self.look
      )
    case .transactionCurrency(let currency, let entry):
      (
        (
          "ödəniş \(Self.quoted(currency)), yazılış isə \(Self.quoted(entry)) ilədir; cəm yoxlanmadı.",
          "a transaction is in \(Self.quoted(currency)), the entry in \(Self.quoted(entry)); the sum was not checked."
        ), Self.look
      )
    case .entryCount(let element, let stated, let found):
      (
        (
          "\(Self.quoted(element)) \(Self.quoted(stated)) yazılış bildirir, çıxarışda isə \(found) yazılış var.",
          "\(Self.quoted(element)) tells of \(Self.quoted(stated)) entries, and the statement has \(found)."
        ), Self.askTheBank
      )
    case .entrySum(let element, let stated, let found):
      (
        (
          "\(Self.quoted(element)) cəmi \(Self.quoted(stated)) bildirir, yazılışların cəmi isə \(found).",
          "\(Self.quoted(element)) tells of a sum of \(Self.quoted(stated)), and the entries add up to \(found)."
        ), Self.askTheBank
      )
    }
  }

  private static let sendAgain: Words = (
    "Faylı yenidən endirin və bütöv göndərin.", "Fetch the file again and send it whole."
  )
  private static let askTheBank: Words = (
    "Çıxarışı düzəldilmiş şəkildə yenidən verməyi bankdan xahiş edin; faylı özünüz dəyişməyin.",
    "Ask the bank to issue the statement again, corrected; do not change the file yourself."
  )
  private static let rightFile: Words = (
    "Bankın camt.053 və ya camt.054 faylını göndərin.", "Send the bank's camt.053 or camt.054 file."
  )
  private static let rightLayout: Words = (
    "Faylın bu portala aid olduğunu və sütun təsvirinin ona uyğun olduğunu yoxlayın.",
    "Make sure that the file is of this portal and that the layout describes it."
  )
  private static let look: Words = (
    "Yazılışı bankın məlumatı ilə tutuşdurun; qəbul dayandırılmır.",
    "Compare the entry with the bank's records; it is taken in all the same."
  )

  /// A value from the sender: card numbers masked, not longer than a line or two, and without characters that could forge
  /// a line or turn the direction of writing.
  private static func quoted(_ value: String) -> String {
    let masked = CardNumber.masked(in: value)
    let shown = masked.unicodeScalars.prefix(Finding.longestValue)
    let escaped = shown.reduce(into: "") { text, scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return "“\(escaped)\(shown.count < masked.unicodeScalars.count ? "…" : "")”"
  }
}
