/// What came before, and what is not shown.
extension FindingCatalogue.Entry {
  static let submissionDuplicate = Self(
    .info,
    az: """
      Bu müraciət artıq qeydiyyatdadır

      “{messageId}” nömrəli eyni göndəriş artıq {number} nömrəsi ilə qeydiyyata alınıb. İkinci qeydiyyat
      aparılmadı.

      Heç nə etmək lazım deyil: ilk qeydiyyatın təsdiqi yenidən göndərilir.
      """,
    en: """
      Filing is already registered

      The same submission with the message id “{messageId}” is already registered under {number}. It was not
      registered again.

      Nothing need be done: the confirmation of the first registration is sent again.
      """)

  static let submissionConflict = Self(
    .error,
    az: """
      Eyni nömrə ilə başqa məzmun

      “{messageId}” göndəriş nömrəsi ilə artıq başqa məzmunlu müraciət {number} nömrəsi altında qeydiyyata
      alınıb.

      Yeni müraciətdirsə, MessageId elementində yeni nömrə yazın, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      Same message id, other content

      Under the message id “{messageId}” a filing with other content is already registered as {number}.

      If this is a new filing, write a new id into MessageId, sign the document anew and send it.
      """)

  static let relatedEntryUnknown = Self(
    .error,
    az: """
      Əlaqəli müraciət reyestrdə yoxdur

      Müraciət {number} nömrəli qeydə istinad edir ({kind}); bu məhkəmələrin reyestrində belə nömrə yoxdur.

      Relation elementindəki nömrəni əvvəlki qeydiyyatın təsdiqi ilə tutuşdurun, düzəldin, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      The related filing is not in the register

      The filing refers to {number} ({kind}), and there is no such number in the register.

      Compare the number in the Relation element with the confirmation of the earlier registration, correct it, sign the
      document anew and send it.
      """)

  static let relatedEntryOfOthers = Self(
    .error,
    az: """
      Əlaqəli müraciət başqasınındır

      {number} nömrəli müraciəti başqa şəxs edib; onu yalnız həmin şəxs düzəldə, əvəz edə və ya geri götürə bilər ({kind}).

      Nömrəni yoxlayın. Başqasının müraciətinə əlavə verirsinizsə, kind="supplements" yazın, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      The related filing is somebody else's

      {number} was filed by another person, who alone can correct, replace or withdraw it ({kind}).

      Check the number. If you add to another's filing, write kind="supplements", sign the document anew and send it.
      """)

  static let relatedEntryWithdrawn = Self(
    .error,
    az: """
      Əlaqəli müraciət artıq geri götürülüb

      {number} nömrəli müraciət {by} nömrəli müraciətlə geri götürülüb.

      Onu ikinci dəfə geri götürmək, düzəltmək və ya əvəz etmək lazım deyil. Yeni müraciət üçün Relation elementini çıxarın,
      sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      The related filing was withdrawn before

      {number} was withdrawn by {by}.

      It need not be withdrawn twice, and cannot be corrected or replaced. For a new filing take the Relation element out,
      sign the document anew and send it.
      """)

  static let findingsOmitted = Self(
    .info,
    az: """
      Bütün qeydlər göstərilməyib

      Daha {count} qeyd göstərilməyib.

      Göstərilənləri düzəldib yenidən göndərin; qalanlar varsa, onda göstəriləcək.
      """,
    en: """
      Not all findings are shown

      {count} more findings are not shown.

      Correct those that are shown and send again; any that remain will be shown then.
      """)
}
