extension FindingCatalogue.Entry {
  static let statementRecorded = Self(
    .info,
    az: """
      Bankın çıxarışı qeyd edildi

      {account} hesabının çıxarışında {movements} hərəkət var; onlardan {known} əvvəldən məlum idi. {payments} yeni ödəniş
      uçota alındı, cəmi {amount} AZN.[ Onlardan {taken} ödənişi bank daha əvvəl gəlmiş çıxarışa görə geri götürüb.]

      Heç nə etmək lazım deyil: bu ödənişləri gözləyən müraciətlərə indi baxılır.
      """,
    en: """
      Statement recorded

      The statement of the account {account} has {movements} movements; {known} of them were known before. {payments} new
      payments were booked, AZN {amount} in all.[ The bank has taken {taken} of them back, by a statement that came earlier.]

      Nothing need be done: filings that wait for these payments are looked at now.
      """)

  static let statementContradiction = Self(
    .warning,
    az: """
      Çıxarış əvvəlki məlumatla uyğun gəlmir

      Çıxarışın {positions} sıra nömrəli hərəkətləri barədə əvvəllər başqa məbləğ, valyuta və ya istiqamət bildirilib.
      Birinci bildirilən saxlanıldı.

      Bankdan hansının doğru olduğunu öyrənin.
      """,
    en: """
      The statement contradicts an earlier one

      Of the movements at the positions {positions} another amount, currency or direction was told before. What was told
      first was kept.

      Ask the bank which is right.
      """)

  static let statementReversalUnmatched = Self(
    .warning,
    az: """
      Geri qaytarılan ödəniş tapılmadı

      Çıxarışda {count} geri qaytarma var ki, aid olduğu ödəniş uçotda yoxdur.

      Ödənişlərin çıxarışı gəlməyibsə, onu yükləyin: geri qaytarma onda tapılır. Gəlibsə, bankdan bunların hansı ödənişlərə
      aid olduğunu öyrənin.
      """,
    en: """
      The payment taken back is not known

      The statement has {count} reversals whose payments are not in the ledger.

      If the statement of these payments has not come, load it: the reversals find them then. If it has, ask the bank which
      payments they belong to.
      """)

  static let statementNotProven = Self(
    .error,
    az: """
      Çıxarışın bankdan gəldiyi sübut olunmayıb

      Çıxarışı xəzinədarlığın parametrlərində göstərilən açarlardan heç biri bütövlükdə və etibarlı imzalamayıb[: {detail}].

      Çıxarışı bankın açarı ilə imzalayıb (ASiC-E konteyneri, yaxud sənədin içində imza) yenidən göndərin; açar
      dəyişibsə, onu treasury.yaml faylına əlavə edin.
      """,
    en: """
      Not proven to be the bank's

      None of the keys in the treasury's settings has validly signed the whole statement[: {detail}].

      Sign the statement with the bank's key (an ASiC-E container, or a signature inside the document) and send it again;
      if the key has changed, add it to treasury.yaml.
      """)

  static let statementAccountUnknown = Self(
    .error,
    az: """
      Hesab xəzinədarlığın hesabı deyil

      Çıxarış {account} hesabına aiddir; onu imzalayan açar bu hesab üçün göstərilməyib.

      Hesab düzgündürsə, onu treasury.yaml faylına bankın açarı ilə birlikdə əlavə edin və çıxarışı yenidən göndərin.
      """,
    en: """
      Not an account of the treasury

      The statement is of the account {account}, for which the key that signed it is not configured.

      If the account is right, add it to treasury.yaml with the bank's key, and send the statement again.
      """)

  static let statementFormUnexpected = Self(
    .error,
    az: """
      Hesabın hərəkətləri başqa formada gözlənilir

      {account} hesabının hərəkətləri treasury.yaml faylında göstərilən formada gəlmir: hesab ya bankın ISO 20022
      mesajları, ya da portalın cədvəli ilə aparılır, ikisi ilə birlikdə yox. Ondan heç nə uçota alınmadı.

      Hesabı treasury.yaml faylında göstərilən formada göndərin və ya hesabın records bölməsini düzəldin.
      """,
    en: """
      The account's movements are expected in another form

      The movements of the account {account} do not come in the form that treasury.yaml names for it: an account is kept
      either by a bank's ISO 20022 messages or by a portal's table, never by both. Nothing of it was recorded.

      Send them in the form that treasury.yaml names, or mend the account's records there.
      """)

  static let statementLayoutUnknown = Self(
    .error,
    az: """
      Cədvəlin sütunları tanınmır

      Cədvəlin birinci sətrindəki sütun adları treasury.yaml faylındakı heç bir records bölməsinə uyğun gəlmir, yaxud bir
      neçəsinə uyğun gəlir. Ondan heç nə uçota alınmadı.

      Sütun adlarını, ayırıcını və kodlaşdırmanı (UTF-8) treasury.yaml ilə tutuşdurun; iki hesabın cədvəli eyni cür
      yazılırsa, hesabı sütunda göstərin. Sonra cədvəli yenidən göndərin.
      """,
    en: """
      The table's columns are not known

      The headings in the first line of the table fit none of the records in treasury.yaml, or more than one. Nothing of it
      was recorded.

      Compare headings, delimiter and encoding (UTF-8) with treasury.yaml; where the tables of two accounts are written
      alike, name the account in a column. Then send the table again.
      """)

  static let statementMalformed = Self(
    .fatal,
    az: """
      Çıxarış oxunmur

      Çıxarış tam oxunmur ({detail}).

      Bankdan çıxarışı yenidən alın; ondan heç nə uçota alınmadı.
      """,
    en: """
      The statement cannot be read

      The statement cannot be read whole ({detail}).

      Get the statement from the bank anew; nothing of it was recorded.
      """)

  static let statementEntryDefective = Self(
    .warning,
    az: """
      Çıxarışın yazılışında qüsur var

      Çıxarışın bir yerində qüsur var ({detail}). Oxunmayan yazılış uçota alınmadı, qalanları alındı.

      Bankdan bu yazılış barədə soruşun; düzəldilmiş çıxarış gələndə onu yükləyin.
      """,
    en: """
      An entry of the statement is defective

      One place of the statement is defective ({detail}). An entry that cannot be read was not recorded, all others were.

      Ask the bank about this entry; when it sends a corrected statement, load it.
      """)
}
