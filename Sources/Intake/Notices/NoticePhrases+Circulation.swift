import Filing
import FilingStore

/// The words of notices about cabinets.
extension NoticePhrases {
  /// Nil for what is told as of any filing.
  func circulationAccount(of kind: NoticeKind, about content: ChannelPolicy.Kind?) -> Account? {
    switch (kind, content, language) {
    case (.served, _, .azerbaijani):
      Account(
        subject: "Məhkəmə sizə sənəd göndərib",
        happened:
          "Məhkəmənin sənədləri elektron kabinetinizə yerləşdirildi. Onlar bu bildirişin yanındakı qovluqdadır.",
        next: """
          Sənədləri göstərilən gündən gec olmayaraq açın: bu bildirişi ack qovluğuna köçürmək onların açılması sayılır. \
          Götürdüyünüzü təsdiq etmək üçün ack qovluğunda sənədlər qovluğunun adı ilə boş fayl yaradın.
          """)
    case (.served, _, .english):
      Account(
        subject: "The court has served documents on you",
        happened:
          "Documents of the court were placed in your electronic cabinet. They lie in the folder beside this notice.",
        next: """
          Open them by the day above: to move this notice into the folder ack counts as opening. To confirm that you have \
          taken the documents, make an empty file with the name of their folder in ack.
          """)
    case (.digest, _, .azerbaijani):
      Account(
        subject: "Kabinetinizdə günün hadisələri", happened: "Bu gün ərzində kabinetinizdə aşağıdakılar baş verdi.",
        next: "Hadisələrin təfərrüatı məhkəmənin reyestrindədir. Məhkəmənin sənədləri barədə ayrıca bildiriş var.")
    case (.digest, _, .english):
      Account(
        subject: "The day in your cabinet", happened: "In the course of the day, this came into your cabinet.",
        next: "The court's register has the details. Documents that the court served have notices of their own.")
    case (.circulated, _, .azerbaijani):
      Account(
        subject: "Sənədlərin açılma müddəti bitdi",
        happened: "Göndərdiyiniz sənədlərin açılması üçün verilmiş müddət bitdi. Aşağıda açmayanların siyahısı var.",
        next: "Siyahıdakı şəxslərə sənədləri başqa yolla çatdırın.")
    case (.circulated, _, .english):
      Account(
        subject: "The term for opening documents is over",
        happened: "The term for opening the documents that you sent is over. Below are those who have not opened them.",
        next: "Serve the documents otherwise on those who are listed.")
    case (.recorded, .cabinetRequest, .azerbaijani):
      Account(
        subject: "Kabinet barədə sorğu yerinə yetirildi",
        happened: "Sorğunu kabinetin sahibinin imzaladığı sübut olundu və sorğu yerinə yetirildi.",
        next: "Yuxarıdakı qeydləri oxuyun.")
    case (.recorded, .cabinetRequest, .english):
      Account(
        subject: "Request for a cabinet carried out",
        happened: "The request was proven to be signed by the cabinet's holder, and was carried out.",
        next: "Read the remarks above.")
    case (.rejected, .cabinetRequest, .azerbaijani):
      Account(
        subject: "Kabinet barədə sorğu yerinə yetirilmədi",
        happened: "Sorğu yoxlanıldı və aşağıdakı səbəblərə görə yerinə yetirilmədi. Heç nə dəyişmədi.",
        next: "Hər səbəbin altında deyiləni edin, sorğunu yenidən imzalayın və göndərin.")
    case (.rejected, .cabinetRequest, .english):
      Account(
        subject: "Request for a cabinet not carried out",
        happened: "The request was examined and, for the reasons below, not carried out. Nothing was changed.",
        next: "Do what is said under each reason, sign the request anew and send it.")
    case (.recorded, .dispatch, .azerbaijani):
      Account(
        subject: "Sənədlər kabinetlərə göndərildi",
        happened: "Sənədləri məhkəmənin göndərdiyi sübut olundu; onlar ünvanların kabinetlərinə yerləşdirildi.",
        next: "Yuxarıdakı qeydlərdə kimə çatdırılmadığı yazılıb. Müddət bitəndə ayrıca bildiriş göndəriləcək.")
    case (.recorded, .dispatch, .english):
      Account(
        subject: "Documents dispatched to cabinets",
        happened: "The documents were proven to be the court's, and placed in the addressees' cabinets.",
        next: "The remarks above say whom they did not reach. When the term is over, a further notice tells more.")
    case (.rejected, .dispatch, .azerbaijani):
      Account(
        subject: "Sənədlər göndərilmədi",
        happened: "Göndəriş yoxlanıldı və aşağıdakı səbəblərə görə heç kimə göndərilmədi.",
        next: "Hər səbəbin altında deyiləni edin, göndərişi yenidən imzalayın və göndərin.")
    case (.rejected, .dispatch, .english):
      Account(
        subject: "Documents not dispatched",
        happened: "The dispatch was examined and, for the reasons below, sent to nobody.",
        next: "Do what is said under each reason, sign the dispatch anew and send it.")
    default: nil
    }
  }

  var placedAt: String {
    switch language {
    case .azerbaijani: "Kabinetə yerləşdirilib"
    case .english: "Placed in the cabinet"
    }
  }

  var openBy: String {
    switch language {
    case .azerbaijani: "Açılma müddətinin son günü"
    case .english: "To be opened by"
    }
  }

  var notReached: String {
    switch language {
    case .azerbaijani: "Çatdırılmayanlar"
    case .english: "Not reached"
    }
  }

  /// What came into a cabinet, in a digest.
  func happening(_ placement: PlacementPage) -> String {
    if placement.isCorrection { return account(of: .corrected, about: nil).subject }
    if !placement.evidence.isEmpty {
      return language == .azerbaijani ? "Məhkəmə sənəd göndərib" : "The court has served documents"
    }
    return account(of: NoticeKind(of: placement.state), about: placement.kind).subject
  }

  private func account(of kind: NoticeKind, about content: ChannelPolicy.Kind?) -> Account {
    circulationAccount(of: kind, about: content) ?? account(of: kind, ofBatchItem: false)
  }

  /// Why an addressee was not reached.
  func reason(_ evidence: DispatchStanding.Evidence?) -> String {
    switch (evidence?.reason.flatMap { DispatchEvidence.Reason(rawValue: $0) }, language) {
    case (.unknownParticipant, .azerbaijani): "kabineti yoxdur"
    case (.unknownParticipant, .english): "has no cabinet"
    case (.closedCabinet, .azerbaijani): "kabinetini bağlayıb"
    case (.closedCabinet, .english): "has closed the cabinet"
    case (.notDelivered, .azerbaijani): "bildiriş kabinetə çatmayıb"
    case (.notDelivered, .english): "the notice could not be delivered"
    case (.unreadUntilTerm, .azerbaijani): "müddət bitənə qədər açmayıb"
    case (.unreadUntilTerm, .english): "has not opened them until the term ended"
    case (.notConfirmedUntilTerm, .azerbaijani): "götürdüyünü təsdiq etməyib"
    case (.notConfirmedUntilTerm, .english): "has not confirmed to have taken them"
    case (nil, .azerbaijani): "hələ açmayıb"
    case (nil, .english): "has not opened them yet"
    }
  }
}
