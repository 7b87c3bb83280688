/// What a clerk decided of a filing that was held.
extension FindingCatalogue.Entry {
  static let clerkAccepted = Self(
    .info,
    az: """
      Məhkəmə işçisinin qərarı ilə qəbul edilib

      Məhkəmə işçisi müraciəti yoxladı və buna baxmayaraq qəbul etdi: {codes}. Səbəb: “{reason}”.

      Heç nə etmək lazım deyil: qeydiyyat qüvvədədir.
      """,
    en: """
      Accepted by a clerk

      A clerk of the court examined the filing and accepted it in spite of {codes}. Reason: “{reason}”.

      Nothing need be done: the registration stands.
      """)

  static let deferralExpired = Self(
    .error,
    az: """
      Yoxlama üçün lazımi məlumat müddətində əldə edilmədi

      Müraciət {since} tarixindən lazımi məlumatı gözləyir; məhkəmənin müəyyən etdiyi müddət ({term}) bitib. Müraciət rədd
      edilməyib: onunla bağlı qərarı məhkəmə işçisi verəcək.

      Göndərən heç nə etməməlidir. Məhkəmə işçisi məlumatı əldə edəndən sonra müraciəti qəbul edə və ya yenidən yoxlamaya
      göndərə bilər.
      """,
    en: """
      What the check needs did not come in time

      The filing has waited since {since} for what its check needs, longer than the court's term ({term}). It is not
      refused: a clerk of the court decides about it.

      The sender need do nothing. Once the data is there, a clerk may accept the filing, or have it checked again.
      """)

  static let clerkRefused = Self(
    .error,
    az: """
      Məhkəmə işçisi qəbul etmədi

      Məhkəmə işçisi müraciəti yoxladı və qəbul etmədi. Səbəb: “{reason}”.

      Səbəbi aradan qaldırın, sənədi dəyişdirsəniz, yenidən imzalayın və göndərin. Qərarla razı deyilsinizsə,
      bildirişin nömrəsini göstərib məhkəməyə müraciət edin.
      """,
    en: """
      Refused by a clerk

      A clerk of the court examined the filing and did not accept it. Reason: “{reason}”.

      Remove the reason, sign anew if you change the document, and send it again. If you do not agree, turn to the
      court and quote the number of this notice.
      """)
}
