/// State duty and its payments.
extension FindingCatalogue.Entry {
  static let feeMissing = Self(
    .error,
    az: """
      Dövlət rüsumu göstərilməyib

      “{documentType}” üçün dövlət rüsumu tələb olunur, paketdə isə Fee elementi yoxdur.

      Rüsumu ödəyin və ödənişi Fee elementində göstərin; azadsınızsa, əsasını Exemption elementində yazın. Sonra
      yenidən imzalayın.
      """,
    en: """
      State duty not stated

      A state duty is due for “{documentType}”, but the package has no element Fee.

      Pay the duty and state the payment in Fee; if you are exempt, state the ground in Exemption. Then sign
      anew.
      """)

  static let feeActUnknown = Self(
    .error, overridable: true,
    az: """
      Bu hərəkət üçün rüsum dərəcəsi məlum deyil

      {day} tarixi üçün məlum olan rüsum cədvəllərində “{act}” üçün dərəcə yoxdur, ona görə rüsum hesablanmadı.

      Rüsum kodunu yoxlayın. Kod düzgündürsə, gözləyin: məhkəmə işçisi qərar verəcək.
      """,
    en: """
      No rate known for this act

      No tariff that is known for {day} has a rate for “{act}”, so that no duty was computed.

      Check the code of the act. If it is right, wait: a clerk will decide.
      """)

  static let feeActNotForDocument = Self(
    .error,
    az: """
      Rüsum kodu sənədə uyğun deyil

      “{act}” rüsumu “{documentType}” sənədinə aid deyil.[ Uyğun kodlar: {expected}.]

      Sənədin növünə uyğun rüsum kodunu yazın; bu sənəd üçün rüsum tələb olunmursa, Fee elementini silin. Yenidən
      imzalayın.
      """,
    en: """
      Duty does not fit the document

      The duty “{act}” is not one for the document type “{documentType}”.[ Codes that fit: {expected}.]

      Write a code that fits the document type; if no duty is due for it, remove Fee. Sign anew.
      """)

  static let feeActNotForFiler = Self(
    .error,
    az: """
      Bu dərəcə yalnız fiziki şəxslər üçündür

      “{act}” dərəcəsi (maddə {article}) yalnız fiziki şəxsə aiddir, müraciət isə təşkilat adındandır.

      Təşkilat üçün nəzərdə tutulan rüsum kodunu yazın, fərqi ödəyin, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      Rate is for natural persons only

      The rate “{act}” (article {article}) is for natural persons only, but the filing is made for an
      organisation.

      Write the code of a duty for organisations, pay the difference, sign the document anew and send it.
      """)

  static let feeClaimValueMissing = Self(
    .error,
    az: """
      İddianın qiyməti göstərilməyib

      “{act}” rüsumu iddianın qiymətindən asılıdır, paketdə isə ClaimValue elementi yoxdur.

      İddianın qiymətini manatla ClaimValue elementində yazın, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      Claim value missing

      The duty “{act}” depends on the value of the claim, but the package has no ClaimValue.

      State the value of the claim in manat in ClaimValue, sign the document anew and send it.
      """)

  static let feeAmountMalformed = Self(
    .error,
    az: """
      Məbləğ səhv yazılıb

      “{value}” məbləğ deyil: məbləğ nöqtədən sonra ən çoxu iki rəqəmlə yazılır (məsələn, 120.50).

      Məbləği düzəldin, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      Amount is malformed

      “{value}” is not an amount: it is written with two decimals after a point at most (such as 120.50).

      Correct the amount, sign the document anew and send it.
      """)

  static let feeCurrencyNotAccepted = Self(
    .error,
    az: """
      Valyuta qəbul edilmir

      Məbləğ “{currency}” ilə göstərilib; məbləğlər yalnız manatla (AZN) qəbul edilir.

      Məbləği manatla yazın; ödəniş başqa valyutada edilibsə, rüsumu manatla ödəyin. Sənədi yenidən imzalayın.
      """,
    en: """
      Currency not accepted

      The amount is in “{currency}”; amounts are accepted in manat (AZN) only.

      State the amount in manat; if the payment was made in another currency, pay the duty in manat. Sign anew.
      """)

  static let feeDeclaredDiffers = Self(
    .warning,
    az: """
      Bəyan edilən rüsum hesablanandan fərqlənir

      Bəyan edilən rüsum {declared} AZN, hesablanan isə {due} AZN-dir. Hesablama: {explanation}.

      İddianın qiymətini və rüsum kodunu yoxlayın; tələb olunan məbləğ hesablanan məbləğdir.
      """,
    en: """
      Declared duty differs

      The duty declared is AZN {declared}, the duty assessed is AZN {due}. Assessment: {explanation}.

      Check the claim value and the code of the act; the amount due is the one assessed.
      """)

  static let feePaidShort = Self(
    .error,
    az: """
      Rüsum tam ödənilməyib

      Tələb olunan rüsum {due} AZN, göstərilən ödənişlərin cəmi {paid} AZN-dir; {difference} AZN çatışmır.
      Hesablama: {explanation}.

      Çatışmayan {difference} AZN-i ödəyin, bütün ödənişləri Fee elementində göstərin, sənədi yenidən imzalayın
      və göndərin.
      """,
    en: """
      Duty paid short

      The duty due is AZN {due}, the payments stated add up to AZN {paid}; AZN {difference} is missing.
      Assessment: {explanation}.

      Pay the missing AZN {difference}, state all payments in Fee, sign the document anew and send it.
      """)

  static let feeServiceFeeOnly = Self(
    .error,
    az: """
      Yalnız xidmət haqqı ödənilib

      Ödənilməli rüsum: {due} AZN. Göstərilən ödəniş ({paid} AZN) bankın və ya ödəniş portalının öz xidmət haqqıdır; rüsuma
      {difference} AZN çatmır. Hesablama: {explanation}.

      Qəbzdə rüsumun özünün əməliyyat nömrəsini tapın və onu göstərin; rüsum ödənilməyibsə, ödəyin. Sənədi yenidən imzalayın
      və göndərin.
      """,
    en: """
      Only a service fee was paid

      The duty due is AZN {due}. What is stated as paid (AZN {paid}) is what the bank or the payment portal takes for its
      service; AZN {difference} of the duty is missing. Assessment: {explanation}.

      Find the operation number of the duty itself on the receipt and state it; if the duty was not paid, pay it. Sign the
      document anew and send it.
      """)

  static let feePaidOver = Self(
    .warning,
    az: """
      Rüsum artıq ödənilib

      Tələb olunan rüsum {due} AZN, göstərilən ödənişlərin cəmi {paid} AZN-dir; {difference} AZN artıqdır.
      Hesablama: {explanation}.

      Artıq ödənilmiş {difference} AZN-in qaytarılması üçün ərizə verə bilərsiniz.
      """,
    en: """
      Duty overpaid

      The duty due is AZN {due}, the payments stated add up to AZN {paid}; AZN {difference} is too much.
      Assessment: {explanation}.

      You may apply for the AZN {difference} paid in excess to be refunded.
      """)

  static let feeExemptionClaimed = Self(
    .info,
    az: """
      Rüsumdan azadolma iddia edilir

      Müraciət edən “{ground}” əsası ilə dövlət rüsumundan azad olduğunu bildirir; rüsum tələb edilmir.

      Heç nə etmək lazım deyil: azadolma barədə hakim qərar verir.
      """,
    en: """
      Exemption claimed

      The filer claims to be exempt from the state duty on the ground “{ground}”; no duty is demanded.

      Nothing need be done: the judge decides on the exemption.
      """)

  static let feeExemptionWithoutGround = Self(
    .error,
    az: """
      Azadolmanın əsası tanınmır

      Rüsumdan azadolma iddia edilir, lakin “{ground}” tanınan əsas və ya qanunun maddəsi deyil.

      Əsasın kodunu (məsələn, alimony) və ya qanunun maddəsini (məsələn, 9.1.1) yazın, yenidən imzalayın və
      göndərin.
      """,
    en: """
      Exemption without a known ground

      An exemption is claimed, but “{ground}” is neither a known ground nor an article of the law.

      Write the ground's code (such as alimony) or the article (such as 9.1.1), sign anew and send.
      """)

  static let feeDeferralClaimed = Self(
    .info,
    az: """
      Rüsumun ödənilməsi üçün möhlət istənilir

      Müraciət edən “{ground}” əsası ilə {due} AZN dövlət rüsumunu sonra ödəməyi xahiş edir; bu məbləğ indi tələb
      edilmir.

      Heç nə etmək lazım deyil: möhlət barədə hakim qərar verir.
      """,
    en: """
      Deferral of the duty claimed

      The filer asks to pay AZN {due} of the state duty later, on the ground “{ground}”; it is not demanded now.

      Nothing need be done: the judge decides on the deferral.
      """)

  static let feeDiscountNotApplicable = Self(
    .warning,
    az: """
      Güzəşt tətbiq edilmir

      “{ground}” güzəşti “{act}” rüsumuna, bu müraciət edənə və ya {day} tarixinə aid deyil; rüsum güzəştsiz
      hesablandı.

      Rüsum güzəştsiz ödənilibsə, heç nə etməyin; əks halda fərqi ödəyin.
      """,
    en: """
      Discount does not apply

      The discount “{ground}” does not apply to the duty “{act}”, to this filer or on {day}; the duty was
      assessed without it.

      If the duty was paid without the discount, nothing need be done; otherwise pay the difference.
      """)

  static let feeDiscountUsed = Self(
    .error,
    az: """
      Güzəşt artıq istifadə olunub

      “{ground}” güzəşti hər kəsə bir dəfə verilir; o, {number} nömrəli müraciət üçün artıq verilib.

      Rüsumu güzəştsiz ödəyin, Discount elementini silin, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      Discount already used

      The discount “{ground}” is granted once to a person; it was granted for the filing {number}.

      Pay the duty without the discount, remove Discount, sign the document anew and send it.
      """)

  static let paymentReferenceMalformed = Self(
    .error,
    az: """
      Ödənişin əməliyyat nömrəsi səhvdir

      “{value}” əməliyyat nömrəsi deyil: nömrə 4–35 latın hərfi, rəqəm və ya defisdən ibarətdir və defislə
      başlamır.

      Nömrəni mədaxil qəbzindən olduğu kimi köçürün, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      Payment's operation number is malformed

      “{value}” is not an operation number: it has 4 to 35 Latin letters, digits or hyphens and does not begin
      with a hyphen.

      Copy the number from the receipt slip as it stands, sign the document anew and send it.
      """)

  static let paymentReferenceRepeated = Self(
    .error,
    az: """
      Eyni ödəniş iki dəfə göstərilib

      “{value}” nömrəli ödəniş müraciətdə bir neçə dəfə göstərilib.

      Hər ödənişi bir dəfə göstərin, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      Payment stated twice

      The payment with the operation number “{value}” is stated more than once in the filing.

      State each payment once, sign the document anew and send it.
      """)

  static let paymentAlreadyUsed = Self(
    .error,
    az: """
      Ödəniş artıq istifadə olunub

      “{value}” nömrəli ödəniş artıq qeydiyyata alınmış başqa müraciət üçün istifadə olunub.

      Bu müraciət üçün rüsumu ayrıca ödəyin, yeni ödənişi göstərin, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      Payment already used

      The payment with the operation number “{value}” has been used for another registered filing.

      Pay the duty for this filing separately, state the new payment, sign the document anew and send it.
      """)

  static let paymentDateInFuture = Self(
    .error,
    az: """
      Ödənişin tarixi gələcəkdədir

      Ödənişin tarixi {value}, müraciət isə {day} tarixində daxil olub.

      Ödənişin tarixini qəbzdən köçürün, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      Payment date in the future

      The payment is dated {value}, but the filing arrived on {day}.

      Copy the date from the receipt slip, sign the document anew and send it.
      """)

  static let paymentDateStale = Self(
    .warning,
    az: """
      Ödəniş köhnədir

      Ödənişin tarixi {value}, müraciət isə {day} tarixində daxil olub: aradan bir ildən çox vaxt keçib.

      Ödənişin bu müraciətə aid olduğunu yoxlayın; düzgündürsə, heç nə etməyin.
      """,
    en: """
      Payment is old

      The payment is dated {value}, and the filing arrived on {day}: more than a year lies between.

      Make sure that the payment is the one for this filing; if it is, nothing need be done.
      """)

  static let paymentByAnother = Self(
    .warning,
    az: """
      Rüsumu başqa şəxs ödəyib

      Ödəyici “{payer}” müraciət edən deyil. Bu, qanunidir, lakin qeyd olunur.

      Ödənişin bu müraciətə aid olduğunu yoxlayın; düzgündürsə, heç nə etməyin.
      """,
    en: """
      Duty paid by another

      The payer “{payer}” is not the filer. That is lawful, but it is noted.

      Make sure that the payment is the one for this filing; if it is, nothing need be done.
      """)

  static let cardBINMissing = Self(
    .error,
    az: """
      Kartın ilk 6 rəqəmi yoxdur

      Onlayn ödəniş göstərilib, lakin kartın ilk 6 rəqəmi (CardBIN) yazılmayıb.

      Kartın yalnız ilk 6 rəqəmini CardBIN elementində yazın, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      First 6 digits of the card missing

      An online payment is stated, but the first 6 digits of the card (CardBIN) are not.

      Write the first 6 digits of the card, and no more, into CardBIN, sign the document anew and send it.
      """)

  static let cardBINMalformed = Self(
    .error,
    az: """
      Kartın ilk 6 rəqəmi səhv yazılıb

      “{value}” düzgün deyil: CardBIN elementində kartın dəqiq ilk 6 rəqəmi olmalıdır.

      Kartın yalnız ilk 6 rəqəmini yazın, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      First 6 digits of the card are malformed

      “{value}” is not right: CardBIN must hold exactly the first 6 digits of the card.

      Write the first 6 digits of the card and no more, sign the document anew and send it.
      """)

  static let cardNumberFound = Self(
    .error,
    az: """
      Mətndə tam kart nömrəsi var

      Mətndə bank kartının tam nömrəsinə oxşar rəqəmlər var: {value}. Kart nömrəsi məhkəmə sənədində saxlanıla
      bilməz.

      Nömrəni mətndən silin (yalnız ilk 6 rəqəmi qala bilər), sənədi yenidən imzalayın və göndərin. Kart
      sizindirsə, banka bildirin.
      """,
    en: """
      Full card number in the text

      The text holds digits that look like a full bank card number: {value}. A card number may not be kept in
      court papers.

      Remove the number from the text (its first 6 digits may stay), sign the document anew and send it. If the
      card is yours, tell your bank.
      """)
}
