/// Documents that courts serve through cabinets.
extension FindingCatalogue.Entry {
  static let dispatchNotOfCourt = Self(
    .error,
    az: """
      Göndəriş bu məhkəmənin deyil

      Göndəriş “{court}” kodlu məhkəmə adındandır, lakin onun möhürü və ya səlahiyyətli əməkdaşı ilə imzalanmayıb.[
      İmzalayan: {signer}.]

      Göndərişi məhkəmənin möhürü ilə imzalayın; möhür və ya əməkdaş yenidirsə, onu məhkəmələr siyahısına əlavə
      etdirin.
      """,
    en: """
      Dispatch is not the court's

      The dispatch is made for the court with the code “{court}”, but signed neither with its seal nor by an
      authorised officer.[ Signer: {signer}.]

      Sign it with the court's seal; if the seal or the officer is new, have it entered in the list of courts.
      """)

  static let dispatchPlaced = Self(
    .info,
    az: """
      Sənədlər kabinetlərə yerləşdirildi

      {count} ünvandan {placed} nəfərin kabinetinə yerləşdirildi. Açılma müddətinin son günü: {day}.

      Müddət bitəndə sənədləri açmayanların siyahısı ayrıca bildirişlə göndəriləcək.
      """,
    en: """
      Documents placed in cabinets

      Of {count} addressees, {placed} have the documents in their cabinets. They are to open them by {day}.

      When the term is over, a further notice lists those who were not reached.
      """)

  static let dispatchAddresseeUnknown = Self(
    .warning,
    az: """
      Ünvanın kabineti yoxdur

      {addressee} üçün kabinet yoxdur; sənədlər ona çatdırılmadı.

      Sənədləri bu şəxsə başqa yolla çatdırın.
      """,
    en: """
      Addressee has no cabinet

      There is no cabinet for {addressee}; the documents did not reach them.

      Serve the documents on them otherwise.
      """)

  static let dispatchAddresseeClosed = Self(
    .warning,
    az: """
      Ünvanın kabineti bağlıdır

      {addressee} kabinetini bağlayıb; sənədlər ona çatdırılmadı.

      Sənədləri bu şəxsə başqa yolla çatdırın.
      """,
    en: """
      Addressee's cabinet is closed

      {addressee} has closed the cabinet; the documents did not reach them.

      Serve the documents on them otherwise.
      """)

  static let dispatchDocumentRestricted = Self(
    .error,
    az: """
      Sənəd iştirakçılara göstərilə bilməz

      “{name}” {number} nömrəli müraciətin sənədidir və iştirakçılara açıq deyil; göndəriş heç kimə çatdırılmadı.

      Sənədi göndərişdən çıxarın və ya reyestrdə onun kimə açıq olduğunu dəyişdirin (document-access), sonra göndərişi yenidən \
      imzalayın.
      """,
    en: """
      Document is not for parties

      “{name}” is a document of the filing {number}, and is not open to parties; the dispatch was placed with nobody.

      Take the document out of the dispatch, or change in the register to whom it is open (document-access), and sign the \
      dispatch anew.
      """)
}
