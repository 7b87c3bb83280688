import Filing
import FilingStore
import XMLSignature

struct AzerbaijaniSheetWording: SheetWording {
  var language: ReportLanguage { .azerbaijani }

  func label(_ label: SheetLabel) -> String {
    switch label {
    case .report: "Qəbul hesabatı"
    case .status: "Qəbulun vəziyyəti"
    case .toDo: "Nə etməli"
    case .byHour: "Daxilolma saatına görə"
    case .byDay: "Daxilolma gününə görə"
    case .byChannel: "Kanallar üzrə"
    case .byReason: "Müraciətlər nə üçün qeydiyyata alınmayıb"
    case .durations: "Nə qədər vaxt aparıb"
    case .waiting: "Hazırda gözləyənlər"
    case .quarantine: "Karantinə qoyulanlar"
    case .runs: "İşə salınmalar"
    case .failures: "Disk, şəbəkə və ya kompüter nasazlıqları"
    case .inbox: "Gələnlər qovluğu"
    case .ages: "Nə vaxtdan gözləyir"
    case .disk: "Yer"
    case .total: "Cəmi"
    case .allItems: "İndiyə qədər daxil olanların hamısı"
    case .registered: "Qeydiyyatda"
    case .hour: "Saat"
    case .day: "Gün"
    case .channel: "Kanal"
    case .package: "Paket"
    case .packages: "Paket"
    case .items: "Müraciət"
    case .undecided: "Qərarsız"
    case .refused: "Rədd"
    case .other: "Digər"
    case .code: "Kod"
    case .reason: "Səbəb"
    case .what: "Nə"
    case .number: "Nömrə"
    case .size: "Həcm"
    case .started: "Başlayıb"
    case .ended: "Bitib"
    case .duration: "Müddət"
    case .failure: "Nasazlıq"
    case .when: "Vaxt"
    case .since: "Nə vaxtdan"
    case .age: "Gözləyir"
    case .why: "Səbəb"
    case .nextLook: "Növbəti yoxlama"
    case .next: "Yazılacaq əmr"
    case .attempts: "Cəhd"
    case .recipient: "Kimə"
    case .recipients: "Bildiriş çatdırıla bilməyən alıcılar"
    case .owed: "Gözləyən"
    case .notTaken: "Proqramın götürmədiyi"
    case .drops: "Paket"
    case .leftAlone: "Toxunulmayıb"
    case .forbidden: "Heç vaxt açılmır"
    case .free: "Boş"
    case .level: "Səviyyə"
    case .judging: "Paketin yoxlanması"
    case .answering: "Daxilolmadan qərara qədər"
    case .half: "50 % ən çoxu"
    case .nineTenths: "90 % ən çoxu"
    case .nearlyAll: "99 % ən çoxu"
    case .longest: "Ən uzunu"
    case .stateFolder: "state/ qovluğunun tutduğu yer"
    case .inodes: "İnodlar"
    case .space: "Disk sahəsi"
    case .stillWorking: "hələ işləyir"
    case .noEnd: "dayandırılıb, sonu yoxdur"
    case .quietRuns: "İş tapmayan işə salınmalar"
    case .wholeRun: "işin hamısı"
    case .none: "Yoxdur."
    case .enough: "kifayətdir"
    case .low: "azdır"
    case .critical: "demək olar, doludur"
    case .foot:
      "Vaxtlar Bakı vaxtı ilədir. Səhifədə tərəflərin adı yoxdur; səhifə heç nə yükləmir və skript işə salmır."
    }
  }

  func name(_ state: ItemState) -> String {
    switch state {
    case .registered: "qeydiyyata alınıb"
    case .rejected: "rədd edilib"
    case .duplicate: "təkrardır"
    case .conflict: "ziddiyyətlidir"
    case .quarantined: "karantindədir"
    case .recorded: "uçota alınıb"
    case .deferred: "təxirə salınıb"
    case .held: "işçini gözləyir"
    }
  }

  func name(_ queue: Waiting.Queue) -> String {
    switch queue {
    case .undecided: "Qəbul edilib, qərar verilməyib"
    case .deferred: "Lazımi məlumat gələnə qədər təxirə salınıb"
    case .held: "Məhkəmə işçisinin qərarını gözləyir"
    case .undelivered: "Çatdırılmamış bildirişlər"
    }
  }

  func name(_ bar: BarKind) -> String {
    switch bar {
    case .registered: name(ItemState.registered)
    case .duplicate: name(ItemState.duplicate)
    case .rejected: name(ItemState.rejected)
    case .conflict: name(ItemState.conflict)
    case .quarantined: name(ItemState.quarantined)
    case .recorded: name(ItemState.recorded)
    case .deferred: name(ItemState.deferred)
    case .held: name(ItemState.held)
    case .undecided: "qərar verilməyib"
    case .plain: "müraciət"
    }
  }

  func headline(grave: Int, open: Int) -> String {
    switch (grave, open) {
    case (0, 0): "Heç kimin müdaxiləsi lazım deyil."
    case (0, _): "\(open) məsələ əməkdaşı gözləyir."
    case (_, 0): "\(grave) nasazlıq var, əməkdaşın müdaxiləsi indi lazımdır."
    default: "\(grave) nasazlıq var, əməkdaşın müdaxiləsi indi lazımdır; daha \(open) məsələ gözləyir."
    }
  }

  func span(from start: String, until end: String, asOf now: String) -> String {
    "\(start) – \(end) (Bakı vaxtı), hesabatın vaxtı: \(now)"
  }

  func sum(_ counts: StateCounts) -> String {
    "\(number(counts.received)) daxil olub = "
      + counts.statesOfSum.map { "\(number(counts[state: $0])) \(name($0))" }.joined(separator: " + ")
  }

  func sumIsBroken() -> String { "CƏM DÜZ GƏLMİR" }

  func undecidedBeside(_ packages: Int) -> String {
    "Bundan əlavə, \(number(packages)) paket barədə hələ qərar yoxdur."
  }

  func text(of concern: Concern, in condition: RootCondition) -> ReportSentence {
    func age(_ instant: Instant) -> String {
      self.age(milliseconds: condition.now.milliseconds - instant.milliseconds)
    }
    let disk = condition.disk
    let free = "boş yer \(size(disk.free)), cəmi \(size(disk.size))"
    let inodes = disk.inodes.map { "boş \(number(Int($0.free))), cəmi \(number(Int($0.count)))" } ?? ""
    switch concern {
    case .sumBroken(let isTotal):
      let place = isTotal ? "Bütün reyestr üzrə" : "Bu müddət üzrə"
      return """
        \(own: place) cəm düz gəlmir: paketlərdəki müraciətlərin sayı vəziyyəti məlum olan müraciətlərin sayından \
        fərqlənir. Bu, proqramın və ya diskin xətasıdır; bu barədə məlumat verin.
        """
    case .diskCritical:
      return "Disk demək olar, doludur: \(own: free). İndi yer açın; yer olmayınca müraciətlər gözləyir."
    case .inodesCritical: return "Fayl sistemində inod demək olar, qalmayıb: \(own: inodes). İndi yer açın."
    case .worldFailed(let times, let at, let reason, let isOver):
      let next =
        isOver
        ? "Sonrakı işə salınmalar tamamlanıb; təkrar olunmamasına fikir verin."
        : "Səbəbi aradan qaldırın, sonra qəbulu işə salın."
      return """
        Kompüterin nasazlığı qəbula \(times) dəfə mane olub, \(own: time(at)): “\(reason)”. Heç nə itməyib. \(own: next)
        """
    case .endedWithoutEnd(let runs, let latest, let isRecovered):
      let after = isRecovered ? "Sonrakı işə salınma işi tamamlayıb." : "O vaxtdan heç bir işə salınma tamamlanmayıb."
      return """
        Sona çatmadan dayanmış işə salınma: \(runs). Sonuncusu başlayıb: \(own: time(latest)). \(own: after)
        """
    case .noRecentRun(nil): return "Hələ heç bir işə salınma olmayıb."
    case .noRecentRun(let latest?):
      return "Sonuncu işə salınma \(own: time(latest)), \(own: age(latest)) əvvəl başlayıb. Cədvəli yerindədirmi?"
    case .undecided(let packages, let oldest):
      return """
        \(own: number(packages)) paket qəbul edilib, qərar verilməyib; ən köhnəsi \(own: age(oldest)) gözləyir. Qərarı \
        növbəti işə salınma verir.
        """
    case .quarantined(let items):
      return """
        \(own: number(items)) müraciət karantinə qoyulub: onların nə olduğu məlum deyil və ya proqramı dayandırıblar. \
        Onlara baxın və göndərənlərlə əlaqə saxlayın.
        """
    case .held(let items, let oldest):
      return """
        \(own: number(items)) müraciət məhkəmə işçisinin qərarını gözləyir, ən köhnəsi \(own: age(oldest)) gözləyir.
        """
    case .overdue(let items):
      return """
        Təxirə salınmış \(own: number(items)) müraciət artıq təkrar yoxlanmalı idi. Bunu növbəti işə salınma edir.
        """
    case .undelivered(let notices, let oldest):
      return "\(own: number(notices)) bildiriş çatdırılmayıb, ən köhnəsi \(own: age(oldest)) gözləyir."
    case .unserved(let recipients, let notices, let reason):
      let why = ReportSentence(value: reason ?? obstacles(notices))
      return """
        \(own: number(recipients.count)) alıcının qovluğu və ya proqramı işləmir, \(own: number(notices)) bildiriş gözləyir: \
        \(why). Cəhdlər öz-özünə təkrarlanır və başqa alıcılar onları gözləmir. İcazələri, şəbəkə diskini və ya proqramı \
        düzəldin.
        """
    case .leftAlone(let channel, let entries, let oldest):
      return """
        Gələnlər qovluğu \(channel): \(own: number(entries)) fayl və ya qovluğa toxunulmayıb, ən köhnəsi \
        \(own: age(oldest)) gözləyir. Göndərəndən soruşun.
        """
    case .scans(let scans):
      return """
        Skan edilmiş \(own: number(scans.stacks)) dəstədə \(own: number(scans.documents)) sənəd karguzarın qərarını gözləyir; ən \
        köhnəsi \(own: age(scans.oldest)) gözləyir. Səhifələrin şəkilləri results/ qovluğundadır.
        """
    case .virusScannerAway(let reason):
      return """
        Antivirus cavab vermir: \(reason). Sənədli müraciətlər o işləyənə qədər gözləyir və yoxlanmadan qeydiyyata alınmır.
        """
    case .scanProgramsMissing(let programs, _):
      return """
        Skanların hər tərəfi yoxlanmır, çünki proqramlar çatmır: \(programs.joined(separator: ", ")). Onları quraşdırın.
        """
    case .diskLow: return "Disk dolur: \(own: free)."
    case .inodesLow: return "İnodlar azalır: \(own: inodes)."
    case .deferred(let items, let nextLook):
      let look = nextLook.map { "; növbəti yoxlama \(time($0))" } ?? ""
      return """
        \(own: number(items)) müraciət lazımi məlumatı (ləğv siyahısını, bank çıxarışını) gözləyir\(own: look).
        """
    }
  }

  func advice(on reason: InboxSurvey.LeftAlone.Reason) -> String {
    switch reason {
    case .temporary: "ötürmə zamanı işlənən addır: göndərən tam olanda adı dəyişir və ya yenidən göndərir"
    case .hidden: "paket deyil: sahibi silə bilər"
    case .doneMarker: "olmayan paketi göstərir: göndərən paketi göndərir və ya nişanı silir"
    case .unreadable: "oxunması qadağan olan qovluqdur: qəbulun istifadəçisinə icazə verin (chmod, chown)"
    case .unfinished:
      "submission.xml və ya siyahısındakı fayl çatmayan, yaxud ötürmə gedən qovluqdur: göndərən tamamlayır"
    case .incomplete: "sənəd yarımçıqdır: göndərən yenidən göndərir; müddəti bitəndə karantinə qoyulur"
    }
  }

  func obstacles(_ notices: Int) -> String { "başqa fayllar \(number(notices)) bildirişin adını daşıyır" }

  func more(_ count: Int) -> String { "… və daha \(number(count))." }
  func number(_ number: Int) -> String { grouped(Int64(number), by: "\u{A0}") }
  func duration(milliseconds: Int64) -> String { duration(milliseconds: milliseconds, minutes: "dəq", comma: ",") }
  func age(milliseconds: Int64) -> String { age(milliseconds: milliseconds, units: ("dəq", "saat", "gün")) }
  func size(_ octets: Int64) -> String { size(octets, comma: ",") }
}
