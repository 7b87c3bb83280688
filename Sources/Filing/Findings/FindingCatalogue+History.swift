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
