/// Reports in Azerbaijani.
struct AzerbaijaniWording: ReportWording {
  func name(_ verdict: ValidationReport.Verdict) -> String {
    switch verdict {
    case .passed: "Etibarlıdır"
    case .failed: "Etibarsızdır"
    case .indeterminate: "Hazırda müəyyən edilə bilmir"
    }
  }

  func name(_ indication: Indication) -> String {
    switch indication {
    case .totalPassed: "Etibarlıdır"
    case .totalFailed: "Etibarsızdır"
    case .indeterminate: "Hazırda müəyyən edilə bilmir"
    }
  }

  func text(_ core: CoreResult) -> String {
    switch core {
    case .valid: "İmzalanmış məzmun imzadan sonra dəyişdirilməyib."
    case .invalid: "Məzmunun imzalanmış məzmunla eyni olduğu sübut edilməyib."
    case .unsupported:
      "Məzmunun imzalanmış məzmunla eyni olub-olmadığını yoxlamaq mümkün olmadı: imzada burada qəbul edilməyən üsul var."
    }
  }

  func text(_ coverage: Coverage) -> String {
    switch coverage {
    case .full: "Bütün sənədi."
    case .partial: "Sənədin yalnız bir hissəsini. Qalan hissəni hər kəs yaza bilərdi."
    case .none: "Bu sənəddə heç nəyi."
    }
  }

  func label(_ label: ReportLabel) -> String {
    switch label {
    case .reportTitle: "Elektron imzaların yoxlanılması haqqında hesabat"
    case .overview: "Hesabatdakı fayllar"
    case .file: "Fayl"
    case .fingerprint: "Faylın rəqəmsal izi (SHA-256)"
    case .result: "Nəticə"
    case .signature: "İmza"
    case .why: "Səbəb"
    case .meaning: "Bu nə deməkdir"
    case .remedy: "Bundan sonra nə etməli"
    case .remarks: "Nəzərə alın"
    case .signer: "İmza sahibi"
    case .namedSigner: "Göstərilən imza sahibi (təsdiqlənməyib)"
    case .issuer: "Sertifikatı verən"
    case .namedIssuer: "Sertifikatı verən kimi göstərilən (təsdiqlənməyib)"
    case .issuedBy: "verən"
    case .validity: "Sertifikatda göstərilən müddət"
    case .serialNumber: "Sertifikatın nömrəsi"
    case .content: "Məzmun"
    case .coverage: "İmza nəyi əhatə edir"
    case .claimedTime: "İmzalanma vaxtı (göstərilib, sübut olunmayıb)"
    case .provenTime: "Mövcudluğu bu vaxtdan sübut olunub"
    case .timeStamp: "Vaxt möhürü"
    case .level: "İmzanın səviyyəsi"
    case .algorithm: "Üsul"
    case .policy: "Yoxlama siyasəti"
    case .validationTime: "Yoxlama bu vaxt üçün aparılıb"
    case .steps: "Yoxlamanın addımları"
    case .step: "Addım"
    case .explanation: "İzah"
    case .details: "Mütəxəssislər üçün təfsilat: yoxlamalar, standartların bəndləri, sübutlar"
    case .clause: "Bənd"
    case .evidence: "Sübut"
    case .technicalDetail: "Texniki təfsilat (ingilis dilində)"
    case .findings: "Aşkar edilənlər"
    case .chain: "Etibar zənciri"
    case .anchor: "etibar nöqtəsi"
    case .certificate: "Sertifikat"
    case .revocationEvidence: "Ləğv haqqında sübut"
    case .time: "Vaxt"
    case .revokedSince: "Ləğv edilib"
    case .reason: "səbəb"
    case .origin: "mənbə"
    case .thisUpdate: "verilib"
    case .nextUpdate: "növbəti buraxılış"
    case .producedAt: "imzalanıb"
    case .authority: "vaxt möhürü xidməti"
    case .timeStampPolicy: "vaxt möhürü siyasəti"
    case .number: "nömrə"
    case .container: "Konteyner"
    case .dataFiles: "Konteynerdəki fayllar"
    case .coveredBy: "Faylı əhatə edən"
    }
  }

  func attribute(_ type: String) -> String? {
    switch type {
    case "2.5.4.3": "Tam adı"
    case "2.5.4.4": "Soyadı"
    case "2.5.4.42": "Adı"
    case "2.5.4.5": "Seriya nömrəsi atributu"
    case "2.5.4.6": "Ölkə"
    case "2.5.4.7": "Yer"
    case "2.5.4.8": "Bölgə"
    case "2.5.4.10": "Təşkilat"
    case "2.5.4.11": "Struktur bölməsi"
    case "2.5.4.12": "Vəzifəsi"
    case "2.5.4.97": "Təşkilatın identifikatoru"
    case "1.2.840.113549.1.9.1": "Elektron poçt ünvanı"
    default: nil
    }
  }

  func text(_ remark: ReportRemark) -> String {
    switch remark {
    case .meaningOfPassed:
      "Sənəd imzalandığı kimidir və həlledici vaxtda imza sahibinin sertifikatı etibarlı idi. İmza sənəddə yazılanların doğru olduğunu da, imza sahibinin başqasının adından hərəkət etmək səlahiyyətini də sübut etmir."
    case .meaningOfPartial:
      "Bu imzanın əhatə etdiyi hissə imzalandığı kimidir və həlledici vaxtda imza sahibinin sertifikatı etibarlı idi. Sənədin qalan hissəsi haqqında imza heç nə demir: onu hər kəs yaza bilərdi."
    case .contentIsCertain: "Qalan məsələlərdən asılı olmayaraq, bu, dəqiqdir."
    case .timeIsClaim:
      "İmzalanma vaxtını imza sahibinin qurğusu göstərib. Onu başqa heç kim təsdiq etmir, ona görə yoxlama həmin vaxta əsaslanmır."
    case .settledLater:
      "Bu, imzanın əleyhinə sayılmır: başqa addım imzanın vaxtında yaradıldığını göstərir."
    case .notReached: "Nəticəni əvvəlki addım artıq müəyyən edib."
    case .nothingToCheck: "Burada yoxlanmalı olan belə bir şey yoxdur."
    case .notEvaluated: "Görülüb; nəticə bundan asılı deyil."
    case .foot:
      "Bu hesabatı EN 319 102-1 Avropa standartına əməl edən proqram hazırlayıb. Hər nəticənin nəyə əsaslandığı təfsilatda göstərilib."
    case .unsignedMeaning: "Sənədi kimin hazırladığını və onun dəyişdirilmədiyini heç nə sübut etmir."
    case .unsignedRemedy:
      "Göndərəndən imzalanmış sənədi istəyin. İmzanın skan edilmiş və ya çap olunmuş şəkli elektron imza deyil."
    case .unreadableMeaning:
      "Fayldakı heç bir imzanı yoxlamaq mümkün deyil və fayla etibar etmək olmaz. Bu hal kiminsə aldatmaq istədiyini özlüyündə göstərmir."
    case .unreadableRemedy: "Göndərəndən faylı imzalama proqramının yazdığı kimi bir daha istəyin."
    case .partUnsignedMeaning:
      "İmzalanmış hissə üçün imzalar qüvvədədir. Qalan hissəni kimin və nə vaxt yazdığını heç nə sübut etmir."
    case .partUnsignedRemedy:
      "Yalnız imzalanmış hissəyə etibar edin və ya sənədin bütöv halda yenidən imzalanmasını istəyin. İmzalanmamış hissənin yeri aşağıda göstərilib."
    case .containerDamaged:
      "Bu fayl bir neçə faylı özündə saxlayan konteynerdir; o, zədələnib, natamamdır və ya müxtəlif proqramlar onu müxtəlif cür oxuya bilər."
    case .containerFaultyMeaning:
      "İmzalanmış fayllar üçün imzalar qüvvədədir. Konteynerdə başqa nələrin olduğu və ya onun quruluşu standarta uyğun deyil, ona görə başqa proqramlar orada başqa məzmun göstərə bilər."
    case .containerFaultyRemedy:
      "Göndərəndən konteyneri imzalama proqramının yazdığı kimi bir daha istəyin. Nəyin düzgün olmadığı aşağıda göstərilib."
    case .timeStampedMeaning:
      "Vaxt möhürünün vaxtından bəri fayllar dəyişdirilməyib. Onları kimin hazırladığını heç nə sübut etmir: vaxt möhürü heç kimin imzası deyil."
    case .dataFileUncovered: "Bu faylı heç bir etibarlı imza əhatə etmir."
    }
  }

  func text(_ defect: XMLDefect.Kind) -> String {
    switch defect {
    case .empty: "Fayl boşdur."
    case .malformed: "Fayl zədələnib və ya natamamdır: belə sənədlərin yazılma qaydaları pozulub."
    case .encoding: "Fayldakı hərflər faylda göstərilən kodlaşdırmaya uyğun deyil."
    case .namespace: "Faylda izah olunmayan adlar işlədilib."
    case .doctype:
      "Faylda sənəd növünün bəyanı var. Belə bəyanla eyni fayl müxtəlif oxuculara müxtəlif məzmun göstərə bilər, ona görə qəbul edilmir."
    case .limit: "Fayl təhlükəsiz yoxlana biləndən böyük və ya mürəkkəbdir."
    }
  }

  // MARK: Sentences

  func headline(of statement: SignatureStatement) -> ReportSentence {
    switch statement {
    case .passed(let signer, let coverage):
      let signer = signer.map { ReportSentence(value: $0) } ?? "etibarlı açarın sahibi"
      switch coverage {
      case .full: return "Bu sənədi imzalayan: \(signer). İmzadan sonra sənəddə heç nə dəyişdirilməyib."
      case .partial:
        return "Bu sənədin bir hissəsini imzalayan: \(signer). İmzadan sonra həmin hissədə heç nə dəyişdirilməyib."
      case .none: return "Bu sənəddən kənar məlumatı imzalayan: \(signer). İmzadan sonra orada heç nə dəyişdirilməyib."
      }
    case .failed(let reason): return ReportSentence(words: account(of: reason).statement)
    case .indeterminate(let reason):
      return ReportSentence(
        words:
          "İmzanın etibarlı olub-olmadığını hazırda müəyyən etmək mümkün deyil, çünki \(account(of: reason).statement)")
    }
  }

  func headline(of statement: DocumentStatement) -> ReportSentence {
    switch statement {
    case .unreadable: "Bu faylı sənəd kimi oxumaq mümkün deyil, ona görə ondakı heç bir imza yoxlana bilmir."
    case .unsigned: "Bu sənəddə elektron imza yoxdur."
    case .tooManySignatures: "Sənəddəki imzaların sayı yoxlana biləndən çoxdur."
    case .signature(let statement): headline(of: statement)
    case .partUnsigned: "İmzalanmış hissə etibarlıdır, lakin bu sənədin bir hissəsini heç kim imzalamayıb."
    case .containerFaulty: "İmzalar etibarlıdır, lakin onların yerləşdiyi konteyner qaydasında deyil."
    case .timeStamped(.passed):
      "Bu faylları heç kim imzalamayıb; vaxt möhürü sübut edir ki, onlar həmin vaxtda mövcud idi və o vaxtdan bəri dəyişdirilməyib."
    case .timeStamped(.failed): "Bu faylları heç kim imzalamayıb və konteynerdəki vaxt möhürü onlara aid deyil."
    case .timeStamped(.indeterminate):
      "Bu faylları heç kim imzalamayıb və onların vaxt möhürünə etibar etməyin mümkün olub-olmadığını hazırda müəyyən etmək mümkün deyil."
    case .several(.passed, let passed, _, _):
      "Bütün imzalar etibarlıdır (sayı: \(passed)) və imzalardan sonra bu sənəddə heç nə dəyişdirilməyib."
    case .several(.failed, let passed, let failed, let open):
      "Ən azı bir imza etibarsızdır. Etibarlı: \(passed), etibarsız: \(failed), müəyyən edilməyən: \(open)."
    case .several(.indeterminate, let passed, _, let open):
      "İmzaların hamısını hazırda təsdiqləmək mümkün deyil. Etibarlı: \(passed), müəyyən edilməyən: \(open)."
    }
  }

  func moment(_ moment: SigningMoment) -> ReportSentence {
    switch moment {
    case .provenNoLater(let time): "Vaxt möhürü sübut edir ki, imza bu vaxtdan gec yaradılmayıb: \(own: time)."
    case .claimed(let time):
      "İmza sahibinin göstərdiyi imzalanma vaxtı: \(time); onu heç bir vaxt möhürü sübut etmir."
    }
  }

  func strangers(_ letters: String, in attribute: String) -> ReportSentence {
    "“\(own: attribute)” sətrində bir sözdə latın hərfləri yalnız latın hərfinə oxşayan hərflərlə qarışdırılıb: \(own: letters). Bir ad başqa ad kimi təqdim oluna bilər; hərf-hərf müqayisə edin."
  }

  func place(line: Int, path: String?) -> ReportSentence {
    path.map { "sətir \(line), \($0)" } ?? "sətir \(line)"
  }
  func size(octets: Int) -> String { "\(octets) bayt" }
  func period(from start: String, to end: String) -> String { "\(start) – \(end)" }
  func day(_ day: Int, month: Int, year: Int) -> String {
    "\(day < 10 ? "0" : "")\(day).\(month < 10 ? "0" : "")\(month).\(year)"
  }
  func time(day: String, clock: String, zone: String) -> String { "\(day), saat \(clock) (\(zone))" }
}
