extension FindingCatalogue.Entry {
  static let paymentPending = Self(
    .info,
    az: """
      Ödəniş bankın çıxarışında hələ yoxdur

      “{value}” nömrəli ödəniş barədə bankdan hələ məlumat gəlməyib, ya da ondan əvvəl qəbul edilmiş müraciət bu ödənişi
      gözləyir. Müraciət qəbul edilib və gözləyir.

      Heç nə etmək lazım deyil: çıxarış gələndə müraciət daxil olduğu vaxtla qeydiyyata alınacaq. {day} tarixinədək
      gəlməsə, məhkəmə işçisi qərar verəcək.
      """,
    en: """
      The bank's statement does not show the payment yet

      The bank has not told yet of the payment with the operation number “{value}”, or a filing that was accepted before
      waits for it. The filing has arrived, and waits.

      Nothing need be done: when the statement comes, the filing is registered with the time of its arrival. If it has not
      come by {day}, a clerk will decide.
      """)

  static let paymentOrdered = Self(
    .info,
    az: """
      Rüsumu ödəyin: ödəniş tapşırığı

      Müraciət daxil olub və rüsumun ödənilməsini gözləyir. Ödəniləcək məbləğ: {amount} AZN. Hesab: {account}. İstinad:
      {reference}. Təyinat: {purpose}.

      {day} tarixinədək bu məbləği bu istinadla ödəyin; istinadı olduğu kimi yazın. Pul daxil olanda müraciət daxil olduğu
      vaxtla qeydiyyata alınacaq.
      """,
    en: """
      Pay the duty: payment order

      The filing has arrived and waits for its duty. Amount to pay: AZN {amount}. Account: {account}. Reference: {reference}.
      Purpose: {purpose}.

      Pay this amount with this reference by {day}, and write the reference as it stands. When the money has come, the filing
      is registered with the time of its arrival.
      """)

  static let paymentOnlineUnavailable = Self(
    .error,
    az: """
      Onlayn ödəniş mümkün deyil

      Müraciətdə onlayn ödəniş seçilib, lakin bu məhkəmə üçün ödəniş tapşırığı verilmir: rüsum hesabı göstərilməyib.

      Rüsumu bankda ödəyin, ödənişi Payment elementində göstərin, PayOnline elementini silin, yenidən imzalayın və göndərin.
      """,
    en: """
      Paying online is not possible

      The filing asks to pay online, but no payment orders are given for this court: no account for its duties is configured.

      Pay the duty at a bank, state the payment in Payment, remove PayOnline, sign anew and send it.
      """)

  static let cardBINUnknown = Self(
    .warning,
    az: """
      Kartın bankı tanınmır

      Kartın ilk altı rəqəmi ({value}) qəbul edilən kartların siyahısında yoxdur.

      Ödəniş keçməsə, başqa kartla ödəyin.
      """,
    en: """
      The card's issuer is not known

      The first six digits of the card ({value}) are not in the list of cards that are accepted.

      If the payment does not go through, pay with another card.
      """)

  static let paymentNotFound = Self(
    .error, overridable: true,
    az: """
      Ödəniş tapılmadı

      Gözləmə müddəti bitdi, lakin bankın çıxarışlarında “{value}” nömrəli ödəniş yoxdur.

      Ödənişi bankda yoxlayın; qəbzi məhkəməyə təqdim edin, ya da düzgün əməliyyat nömrəsi ilə yenidən müraciət edin.
      Məhkəmə işçisi qərar verəcək.
      """,
    en: """
      Payment not found

      The time for waiting is over, and no statement of the bank shows a payment with the operation number “{value}”.

      Ask your bank about the payment; show the court the receipt, or file again with the right operation number. A clerk
      will decide.
      """)

  static let paymentReversed = Self(
    .error, overridable: true,
    az: """
      Ödəniş geri qaytarılıb

      Bank “{value}” nömrəli ödənişi geri qaytarıb; rüsum ödənilməmiş sayılır.

      Rüsumu yenidən ödəyin, yeni ödənişi göstərin, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      Payment reversed

      The bank took the payment with the operation number “{value}” back; the duty counts as not paid.

      Pay the duty again, state the new payment, sign the document anew and send it.
      """)

  static let paymentAmountDiffers = Self(
    .error, overridable: true,
    az: """
      Ödənişin məbləği bankda fərqlidir

      Müraciətdə “{value}” nömrəli ödəniş {declared} AZN göstərilib, bankın çıxarışına görə isə {proven} AZN-dir.

      Məbləği qəbzdən olduğu kimi köçürün, çatışmayan hissəni ödəyin, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      The bank's amount differs

      The filing states the payment with the operation number “{value}” as AZN {declared}; by the bank's statement it is
      AZN {proven}.

      Copy the amount from the receipt as it stands, pay what is missing, sign the document anew and send it.
      """)

  static let paymentToOtherAccount = Self(
    .error, overridable: true,
    az: """
      Ödəniş başqa hesaba edilib

      “{value}” nömrəli ödəniş {account} hesabına daxil olub; bu hesab seçilmiş məhkəmənin rüsum hesabı deyil.

      Rüsumu məhkəmənin hesabına ödəyin, ya da ödənişin köçürülməsini xəzinədarlıqdan xahiş edin.
      """,
    en: """
      Paid into another account

      The payment with the operation number “{value}” came in on the account {account}, which does not take the duties of
      the court that was chosen.

      Pay the duty into the court's account, or ask the treasury to transfer the payment.
      """)

  static let paymentInOtherCurrency = Self(
    .error, overridable: true,
    az: """
      Ödəniş manatla deyil

      “{value}” nömrəli ödəniş {currency} ilə edilib; rüsum yalnız manatla (AZN) ödənilir.

      Rüsumu manatla ödəyin, yeni ödənişi göstərin, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      Not paid in manat

      The payment with the operation number “{value}” was made in {currency}; duties are paid in manat (AZN) alone.

      Pay the duty in manat, state the new payment, sign the document anew and send it.
      """)

  static let paymentForOtherPurpose = Self(
    .error, overridable: true,
    az: """
      Ödəniş başqa təyinatla edilib

      Bankın çıxarışına görə “{value}” nömrəli ödənişin təyinatı dövlət rüsumu deyil. Təyinatda bunlardan biri olmalıdır:
      {expected}.

      Rüsumu düzgün təyinatla ödəyin, ya da ödənişin təyinatının dəyişdirilməsini bankdan xahiş edin. Məhkəmə işçisi qərar
      verəcək.
      """,
    en: """
      Paid for another purpose

      By the bank's statement the purpose of the payment with the operation number “{value}” is not state duty. The purpose
      must have one of these: {expected}.

      Pay the duty with the right purpose, or ask your bank to correct the payment's purpose. A clerk will decide.
      """)

  static let paymentOfServiceFee = Self(
    .error, overridable: true,
    az: """
      Bu ödəniş yalnız xidmət haqqıdır

      Bankın çıxarışına görə “{value}” nömrəli ödəniş bankın və ya ödəniş portalının öz xidmət haqqıdır; rüsum onunla
      ödənilməyib.

      Qəbzdə rüsumun özünün əməliyyat nömrəsini tapın və onu göstərin; rüsum ödənilməyibsə, ödəyin. Sənədi yenidən imzalayın
      və göndərin.
      """,
    en: """
      The payment is a service fee alone

      By the bank's statement the payment with the operation number “{value}” is what the bank or the payment portal takes
      for its service; no duty was paid with it.

      Find the operation number of the duty itself on the receipt and state it; if the duty was not paid, pay it. Sign the
      document anew and send it.
      """)
}
