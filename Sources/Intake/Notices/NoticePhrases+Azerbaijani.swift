import FilingStore

extension NoticePhrases {
  static let azerbaijani = NoticePhrases(
    language: .azerbaijani,
    number: "Qeydiyyat nömrəsi",
    registeredAt: "Qeydiyyat vaxtı",
    officialFilingDate: "Təqdimetmə tarixi",
    court: "Məhkəmə",
    caseNumber: "İş",
    newCase: "yeni iş",
    documentType: "Sənədin növü",
    title: "Başlıq",
    filer: "Müraciət edən",
    principal: "Adından müraciət edilən",
    representative: "Nümayəndə",
    documents: "Fayllar",
    duty: "Dövlət rüsumu",
    assessed: "hesablanıb",
    notAssessed: "məlum deyil (bu hərəkət üçün tarif yoxdur)",
    declared: "bəyan edilib",
    paid: "ödənilib",
    exemption: "İddia edilən azadolma (qərarı hakim verir)",
    discount: "İddia edilən güzəşt",
    earlierNumber: "Əvvəlki qeydiyyat nömrəsi",
    earlierTime: "Əvvəlki qeydiyyatın vaxtı",
    receivedAt: "Daxilolma vaxtı",
    decidedAt: "Qərarın vaxtı",
    messageID: "Göndəriş nömrəniz",
    package: "Paket",
    channel: "kanal",
    item: "Toplu paketdəki sənəd",
    size: "Həcmi",
    reasons: "Səbəblər",
    remarks: "Qeydlər",
    what: "Nə baş verib",
    place: "Yeri",
    remedy: "Nə etməli",
    file: "fayl",
    line: "sətir",
    wholePackage: "bütöv paket",
    next: "Bundan sonra:",
    noticeID: "Bildiriş")

  static func accountInAzerbaijani(of kind: NoticeKind, ofBatchItem isItem: Bool) -> Account {
    switch kind {
    case .received:
      Account(
        subject: "Göndəriş paketi alındı",
        happened: """
          Göndəriş paketiniz məhkəmədə saxlanıldı. Aşağıda onun məhkəməyə daxilolma vaxtı göstərilib. Paket hələ \
          yoxlanılmayıb və ondakı heç nə hələ qeydiyyata alınmayıb.
          """,
        next: """
          Heç nə etmək lazım deyil. Paketdəki hər müraciətin nəticəsi ayrıca bildirişlə bildiriləcək. O vaxta qədər \
          paketi yenidən göndərməyin.
          """)
    case .registered:
      Account(
        subject: isItem ? "Skan edilmiş sənəd qeydiyyata alındı" : "Müraciət qeydiyyata alındı",
        happened: isItem
          ? "Skan edilmiş sənəd elektron qeydiyyata alındı. Bu bildiriş sənədin alınmasının təsdiqidir."
          : "Müraciətiniz məhkəmədə elektron qeydiyyata alındı. Bu bildiriş müraciətin alınmasının təsdiqidir.",
        next: """
          Hazırda heç nə etmək lazım deyil. Bu bildirişi saxlayın və bütün yazışmalarda qeydiyyat nömrəsini göstərin. \
          Sonrakı addımlar barədə məhkəmə sizə ayrıca məlumat verəcək.
          """)
    case .rejected: rejectionInAzerbaijani(ofBatchItem: isItem)
    case .duplicate:
      Account(
        subject: isItem ? "Skan edilmiş sənəd artıq qeydiyyatdadır" : "Müraciət artıq qeydiyyatdadır",
        happened: """
          Eyni göndəriş nömrəsi ilə eyni məzmun artıq qeydiyyata alınıb. İkinci dəfə qeydiyyat aparılmadı.
          """,
        next: """
          Heç nə etmək lazım deyil: əvvəlki qeydiyyat qüvvədədir. Onun təsdiqi əvvəl almış olanlara bir daha göndərilir.
          """)
    case .conflict:
      Account(
        subject: "Qeydiyyata alınmadı: göndəriş nömrəsi başqa məzmunla istifadə olunub",
        happened: """
          Bu göndəriş nömrəsi ilə artıq başqa məzmun qeydiyyatdadır. İndi daxil olan qeydiyyata alınmadı, əvvəlki \
          qeydiyyat isə dəyişməyib.
          """,
        next: """
          Bu, yeni müraciətdirsə, MessageId elementində yeni nömrə yazın, paketi yenidən imzalayın və göndərin. Əvvəlki \
          müraciəti düzəltmək istəyirsinizsə, eyni qaydada göndərin və başlıqda onun qeydiyyat nömrəsini yazın.
          """)
    case .quarantined: quarantineInAzerbaijani(ofBatchItem: isItem)
    case .recorded:
      Account(
        subject: "Bank çıxarışı qeyd edildi",
        happened: "Çıxarışın bankdan gəldiyi sübut olundu, onun hərəkətləri uçota alındı.",
        next: "Aşağıdakı qeydləri oxuyun. Bu ödənişləri gözləyən müraciətlərə indi baxılır.")
    case .ordered:
      Account(
        subject: "Ödəniş tapşırığı",
        happened: "Onlayn ödəniləcək müraciət daxil olub. Ödəniş daxil olanda qeydiyyata alınacaq.",
        next: "Ödəyici aşağıdakı məbləği göstərilən istinadla ödəməlidir; bankın çıxarışı həmişəki kimi göndərilir.")
    case .corrected: correctionInAzerbaijani
    case .served, .digest, .circulated: preconditionFailure("told by circulationAccount(of:about:)")
    case .head: preconditionFailure("told by headAccount")
    case .deferred:
      Account(
        subject: isItem
          ? "Skan edilmiş sənəd barədə qərar təxirə salındı" : "Müraciət barədə qərar təxirə salındı",
        happened: """
          Göndərdiyiniz daxil olub və saxlanılıb, lakin yoxlama üçün lazım olan məlumatın hamısı hələ məhkəmədə yoxdur. \
          O, nə qeydiyyata alınıb, nə də rədd edilib. Yoxlama avtomatik təkrar olunacaq.
          """,
        next: """
          Heç nə etmək lazım deyil. Daxilolma vaxtı dəyişmir, qərar ayrıca bildirişlə bildiriləcək. O vaxta qədər \
          yenidən göndərməyin.
          """)
    case .held:
      Account(
        subject: isItem
          ? "Skan edilmiş sənəd məhkəmə işçisinin qərarını gözləyir"
          : "Müraciət məhkəmə işçisinin qərarını gözləyir",
        happened: """
          Göndərdiyiniz daxil olub və saxlanılıb, lakin aşağıdakı səbəblərə görə qərarı məhkəmə işçisi verməlidir. O, nə \
          qeydiyyata alınıb, nə də rədd edilib.
          """,
        next: """
          Hər səbəbin altında nə etməli olduğunuzu oxuyun. Məhkəmə işçisinin qərarı ayrıca bildirişlə bildiriləcək. \
          Daxilolma vaxtı dəyişmir; o vaxta qədər eyni paketi yenidən göndərməyin.
          """)
    }
  }

  private static func rejectionInAzerbaijani(ofBatchItem isItem: Bool) -> Account {
    if isItem {
      Account(
        subject: "Skan edilmiş sənəd qeydiyyata alınmadı",
        happened: """
          Sənəd yoxlanıldı və aşağıdakı səbəblərə görə qeydiyyata alınmadı. Toplu paketin digər sənədləri barədə qərar \
          ayrıca verilir.
          """,
        next: """
          Hər səbəbin altında deyiləni edin və bu sənədi möhürlənmiş yeni toplu paketdə bir daha göndərin. Daxilolma \
          vaxtı yeni paketin daxil olduğu vaxt sayılacaq.
          """)
    } else {
      Account(
        subject: "Müraciət qeydiyyata alınmadı",
        happened: "Göndəriş paketi yoxlanıldı və aşağıdakı səbəblərə görə qeydiyyata alınmadı.",
        next: """
          Hər səbəbin altında deyiləni edin, paketi dəyişmisinizsə, yenidən imzalayın və təkrar göndərin. Eyni göndəriş \
          nömrəsini saxlaya bilərsiniz: nömrə yalnız qeydiyyata alınmış müraciətə bağlanır. Daxilolma vaxtı yeni \
          paketin daxil olduğu vaxt sayılacaq.
          """)
    }
  }

  private static func quarantineInAzerbaijani(ofBatchItem isItem: Bool) -> Account {
    Account(
      subject: isItem ? "Skan edilmiş sənəd kənara qoyuldu" : "Göndəriş paketi kənara qoyuldu",
      happened: """
        Göndərdiyinizi emal etmək mümkün olmadı. O, qeydiyyata alınmayıb, amma rədd də edilməyib: məhkəmədə gəldiyi kimi \
        saxlanılır.
        """,
      next: """
        Hər səbəbin altında deyiləni edin. Orada sizdən heç nə tələb olunmursa və ya bu kömək etmirsə, məhkəmənin \
        texniki xidmətinə müraciət edin və bu bildirişin nömrəsini deyin.
        """)
  }
}
