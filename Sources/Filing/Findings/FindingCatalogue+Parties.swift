/// Who sends what to whom, and what is filed.
extension FindingCatalogue.Entry {
  static let destinationChannelMismatch = Self(
    .error,
    az: """
      Paket başqa kanal üçündür

      İmzalanmış məzmun “{stated}” kanalı üçündür, paket isə “{channel}” kanalına qoyulub.

      Paketi nəzərdə tutulduğu kanalla göndərin və ya Destination/Channel elementini düzəldib yenidən imzalayın.
      """,
    en: """
      Package is meant for another channel

      The signed content is meant for the channel “{stated}”, but the package was dropped into “{channel}”.

      Send the package through the channel it is meant for, or correct Destination/Channel and sign anew.
      """)

  static let destinationCourtNotServed = Self(
    .error,
    az: """
      Kanal bu məhkəməyə xidmət etmir

      Müraciət “{court}” kodlu məhkəmə üçündür, “{channel}” kanalı isə həmin məhkəmə üçün müraciət qəbul etmir.

      Müraciəti həmin məhkəmənin kanalı ilə göndərin; məhkəmə səhv göstərilibsə, kodu düzəldib yenidən imzalayın.
      """,
    en: """
      Channel does not serve this court

      The filing is meant for the court with the code “{court}”, which the channel “{channel}” does not serve.

      Send it through a channel of that court; if the court is wrong, correct the code and sign anew.
      """)

  static let senderNotAllowed = Self(
    .error,
    az: """
      Göndərənə bu kanal açıq deyil

      “{channel}” kanalı yalnız siyahıdakı göndərənlər üçündür; “{signer}” bu siyahıda deyil.

      Müraciəti hamıya açıq kanalla göndərin və ya kanalın sahibindən siyahıya salınmağınızı xahiş edin.
      """,
    en: """
      Sender may not use this channel

      The channel “{channel}” is open to listed senders only, and “{signer}” is not among them.

      Send the filing through a channel that is open to all, or ask the channel's owner to be listed.
      """)

  static let signerNotIdentified = Self(
    .error,
    az: """
      İmzalayan müəyyən edilmədi

      İmza düzgündür, lakin “{signer}” sertifikatından (verən: “{issuer}”) FİN və ya VÖEN birmənalı oxunmur.

      FİN və ya VÖEN yazılmış ASAN İmza, e-İmza və ya şəxsiyyət vəsiqəsi sertifikatı ilə imzalayın.
      """,
    en: """
      Signer not identified

      The signature is valid, but no FİN or VÖEN can be read beyond doubt from the certificate “{signer}”
      (issuer: “{issuer}”).

      Sign with a certificate of ASAN İmza, e-İmza or an identity card that carries the FİN or VÖEN.
      """)

  static let signerNotFiler = Self(
    .error,
    az: """
      İmzalayan müraciət edən deyil

      Paketi “{signer}” imzalayıb, lakin müraciət “{filer}” adındandır və imzalayan nümayəndə kimi də
      göstərilməyib.

      Müraciəti müraciət edən özü imzalasın və ya imzalayanı Representative elementində nümayəndə kimi göstərin.
      """,
    en: """
      Signer is not the filer

      The package is signed by “{signer}”, but the filing is made for “{filer}”, and the signer is not named as
      representative either.

      Have the filer sign, or name the signer as representative in the element Representative.
      """)

  static let representativeAuthorityUnproven = Self(
    .error, overridable: true,
    az: """
      Nümayəndənin səlahiyyəti təsdiqlənməyib

      Paketi nümayəndə “{signer}” imzalayıb; “{filer}” adından etibarnaməsi məhkəmədə qeydə alınmış deyil.[
      Göstərilən etibarnamə: {number}.]

      Göndərən gözləməlidir: məhkəmə işçisi etibarnaməni yoxlayıb qərar verəcək. Müraciət edən özü də imzalaya
      bilər.
      """,
    en: """
      Representative's authority unproven

      The package is signed by the representative “{signer}”; no power of attorney from “{filer}” is on record
      with the court.[ Power of attorney named: {number}.]

      The sender waits: a clerk will examine the power of attorney and decide. The filer may also sign in person.
      """)

  static let batchSealNotOfCourt = Self(
    .error,
    az: """
      Möhür bu məhkəmənin deyil

      Skan paketi “{court}” kodlu məhkəmə üçündür, lakin həmin məhkəmənin möhür sertifikatı ilə imzalanmayıb.[
      İmzalayan: {signer}.]

      Paketi məhkəmənin möhürü ilə imzalayın; möhür yenidirsə, onun sertifikatını məhkəmələr siyahısına əlavə
      etdirin.
      """,
    en: """
      Seal is not the court's

      The scan batch is meant for the court with the code “{court}”, but is not sealed with a certificate of that
      court.[ Signer: {signer}.]

      Seal the batch with the court's seal; if the seal is new, have its certificate entered in the list of
      courts.
      """)

  static let filerUnknown = Self(
    .error,
    az: """
      Müraciət edən iştirakçılar arasında yoxdur

      Filer elementi “{reference}” iştirakçısını göstərir, lakin belə Id ilə iştirakçı yoxdur.

      Filer elementində iştirakçılardan birinin Id-sini yazın, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      Filer is not among the participants

      The element Filer names the participant “{reference}”, but no participant has that Id.

      Write the Id of one of the participants into Filer, sign the document anew and send it.
      """)

  static let courtUnknown = Self(
    .error,
    az: """
      Məhkəmə tanınmır

      “{court}” kodlu məhkəmə məhkəmələr siyahısında yoxdur.

      Məhkəmənin üçrəqəmli kodunu düzəldin, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      Court unknown

      There is no court with the code “{court}” in the list of courts.

      Correct the court's three-digit code, sign the document anew and send it.
      """)

  static let caseNumberMalformed = Self(
    .error,
    az: """
      İşin nömrəsi səhv yazılıb

      “{value}” iş nömrəsi deyil; nömrə 2(103)-4336/2022 şəklində olur.

      Nömrəni məhkəmə sənədində olduğu kimi, boşluqsuz yazın; iş yenidirsə, New elementindən istifadə edin.
      """,
    en: """
      Case number is malformed

      “{value}” is not a case number; one looks like 2(103)-4336/2022.

      Write the number as the court's papers do, without spaces; for a new case use the element New.
      """)

  static let caseOfOtherCourt = Self(
    .warning,
    az: """
      İş başqa məhkəmənindir

      “{value}” nömrəli iş “{caseCourt}” kodlu məhkəmənindir, müraciət isə “{court}” kodlu məhkəməyə ünvanlanıb.

      Bu qəsdən belədirsə, heç nə etməyin; deyilsə, müraciəti işə baxan məhkəməyə göndərin.
      """,
    en: """
      Case belongs to another court

      The case “{value}” belongs to the court with the code “{caseCourt}”, but the filing is addressed to
      “{court}”.

      If that is meant, nothing need be done; otherwise file with the court that hears the case.
      """)

  static let procedureUnknown = Self(
    .error,
    az: """
      İcraatın növü tanınmır

      “{value}” icraat növü siyahıda yoxdur.

      Sxemdə göstərilən kodlardan birini yazın (məsələn, civil), sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      Procedure unknown

      The procedure “{value}” is not in the list.

      Write one of the codes that the schema names (such as civil), sign the document anew and send it.
      """)

  static let documentTypeUnknown = Self(
    .error,
    az: """
      Sənədin növü tanınmır

      “{value}” sənəd növü siyahıda yoxdur.

      Sxemdə göstərilən kodlardan birini yazın (məsələn, statement-of-claim), sənədi yenidən imzalayın və
      göndərin.
      """,
    en: """
      Document type unknown

      The document type “{value}” is not in the list.

      Write one of the codes that the schema names (such as statement-of-claim), sign the document anew and send
      it.
      """)

  static let finMalformed = Self(
    .error,
    az: """
      FİN səhv yazılıb

      “{value}” FİN deyil: FİN 7 simvoldan, rəqəmlərdən və I və O istisna olmaqla böyük latın hərflərindən
      ibarətdir.

      FİN-i şəxsiyyət vəsiqəsində olduğu kimi yazın, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      FİN is malformed

      “{value}” is not a FİN: it has 7 characters, digits and Latin capitals without I and O.

      Write the FİN as on the identity card, sign the document anew and send it.
      """)

  static let voenMalformed = Self(
    .error,
    az: """
      VÖEN səhv yazılıb

      “{value}” VÖEN deyil: VÖEN 10 rəqəmdən ibarətdir və 1 və ya 2 ilə bitir.

      VÖEN-i vergi şəhadətnaməsində olduğu kimi yazın, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      VÖEN is malformed

      “{value}” is not a VÖEN: it has 10 digits and ends in 1 or 2.

      Write the VÖEN as on the tax certificate, sign the document anew and send it.
      """)

  static let voenKindMismatch = Self(
    .warning,
    az: """
      VÖEN şəxsin növünə uyğun deyil

      “{value}” nömrəli VÖEN-in son rəqəmi göstərilən şəxsin növünə uyğun deyil: hüquqi şəxsdə 1, fiziki şəxsdə 2 olur.

      VÖEN-i və Person və ya Organisation seçimini yoxlayın; hər ikisi düzgündürsə, heç nə etməyin.
      """,
    en: """
      VÖEN does not fit the kind of person

      The last digit of the VÖEN “{value}” does not fit the kind of person stated: it is 1 for a legal person and
      2 for a natural one.

      Check the VÖEN and the choice of Person or Organisation; if both are right, nothing need be done.
      """)
}
