/// The package as it lies in the inbox.
extension FindingCatalogue.Entry {
  static let packageEmpty = Self(
    .fatal,
    az: """
      Paket boşdur

      “{name}” paketində oxunacaq heç nə yoxdur: fayl və ya qovluq boşdur.

      Paketi yenidən hazırlayın, faylın ölçüsünün sıfır olmadığını yoxlayın və təkrar göndərin.
      """,
    en: """
      Empty package

      There is nothing to read in the package “{name}”: the file or folder is empty.

      Prepare the package again, make sure that its size is not zero, and send it again.
      """)

  static let packageTooLarge = Self(
    .fatal,
    az: """
      Paket həddindən böyükdür

      Paketin həcmi {size} baytdır; bu kanal ən çoxu {limit} bayt qəbul edir.

      Sənədləri daha kiçik ölçüdə skan edin və ya bir neçə müraciətə bölün və təkrar göndərin.
      """,
    en: """
      Package too large

      The package has {size} bytes; this channel takes {limit} bytes at most.

      Scan the documents at a smaller size, or divide them among several filings, and send again.
      """)

  static let packageTooManyFiles = Self(
    .fatal,
    az: """
      Paketdə fayl çoxdur

      Paketdə {count} fayl var; bu kanal bir paketdə ən çoxu {limit} fayl qəbul edir.

      Faylları birləşdirin və ya bir neçə paketə bölün və təkrar göndərin.
      """,
    en: """
      Too many files

      The package has {count} files; this channel takes {limit} in one package at most.

      Merge files, or divide them among several packages, and send again.
      """)

  static let packageEntryForbidden = Self(
    .fatal,
    az: """
      Paketdə adi fayl olmayan element var

      “{name}” adi fayl deyil ({kind}). Paketdə yalnız adi fayllar ola bilər: keçidlər, qurğular və kanallar
      oxunmur.

      Həmin elementi paketdən çıxarın, keçidin yerinə faylın özünü qoyun və təkrar göndərin.
      """,
    en: """
      An entry is not an ordinary file

      “{name}” is not an ordinary file ({kind}). A package may hold ordinary files only: links, devices and pipes
      are not read.

      Take the entry out, put the file itself in place of a link, and send again.
      """)

  static let packageNameInvalid = Self(
    .fatal,
    az: """
      Paketin adı yararsızdır

      “{name}” adı paket üçün yararlı deyil: adda idarəedici simvol var, ad düzgün UTF-8 deyil və ya həddindən
      uzundur.

      Paketə hərf, rəqəm, nöqtə və defisdən ibarət ad verin və təkrar göndərin.
      """,
    en: """
      Package name not usable

      The name “{name}” cannot be used for a package: it holds a control character, is not valid UTF-8, or is too
      long.

      Give the package a name of letters, digits, points and hyphens, and send again.
      """)

  static let packageIncomplete = Self(
    .fatal,
    az: """
      Paket yarımçıqdır

      Paket gözləmə müddətindən sonra da tamamlanmadı.[ Texniki təfsilat: {detail}.]

      Paketi yenidən və bütöv göndərin: əvvəl müvəqqəti adla (məsələn, .part) yazın, sonra adını dəyişin.
      """,
    en: """
      Package incomplete

      The package was still not complete after the time allowed for it.[ Technical detail: {detail}.]

      Send the whole package again: write it under a temporary name (such as .part) first, then rename it.
      """)

  static let packageNotXML = Self(
    .fatal,
    az: """
      Göndəriş paketi deyil

      “{name}” nə XML sənədi, nə içində submission.xml olan qovluq, nə də imza konteyneridir.

      Paketi urn:court-intake:submission:1 sxeminə uyğun XML faylı, içində submission.xml olan qovluq və ya içində
      submission.xml olan imza konteyneri (ASiC-E) kimi göndərin.
      """,
    en: """
      Not a submission package

      “{name}” is not an XML document, nor a folder that holds submission.xml, nor a signature container.

      Send the package as an XML file by the schema urn:court-intake:submission:1, as a folder with submission.xml, or
      as a signature container (ASiC-E) with submission.xml in it.
      """)

  static let packageRootUnknown = Self(
    .fatal,
    az: """
      Kök element tanınmır

      Sənədin kök elementi: “{element}”, ad fəzası: “{namespace}”. Gözlənilən: urn:court-intake:submission:1 ad
      fəzasında SubmissionPackage.

      Kök elementi və ad fəzasını sxemə uyğun yazın, sonra sənədi yenidən imzalayıb göndərin.
      """,
    en: """
      Root element unknown

      The root element is “{element}” in the namespace “{namespace}”; expected is SubmissionPackage in
      urn:court-intake:submission:1.

      Write root element and namespace as the schema says, then sign the document anew and send it.
      """)

  static let packageFormNotAllowed = Self(
    .error,
    az: """
      Paketin forması bu kanalda qəbul edilmir

      “{channel}” kanalı “{form}” formasında paket qəbul etmir.

      Paketi kanalın qəbul etdiyi formada hazırlayın və ya başqa kanalla göndərin.
      """,
    en: """
      Package form not taken here

      The channel “{channel}” does not take packages of the form “{form}”.

      Prepare the package in a form that the channel takes, or send it through another channel.
      """)

  static let packageKindNotAllowed = Self(
    .error,
    az: """
      Paketin növü bu kanalda qəbul edilmir

      “{channel}” kanalı “{kind}” növündə paket qəbul etmir.

      Paketi onun növünü qəbul edən kanalla göndərin.
      """,
    en: """
      Package kind not taken here

      The channel “{channel}” does not take packages of the kind “{kind}”.

      Send the package through a channel that takes its kind.
      """)

  static let packageCrashedIntake = Self(
    .fatal,
    az: """
      Paket emal edilə bilmədi

      Bu paketin emalı {attempts} dəfə qəbul proqramını dayandırdı. Səbəb proqramın nöqsanıdır; paket saxlanılıb.

      Göndərən heç nə etməməlidir: məhkəmənin texniki xidməti paketi araşdırıb nəticəni bildirəcək.
      """,
    en: """
      Package could not be processed

      Processing this package has stopped the intake {attempts} times. That is a fault of the program; the
      package is kept.

      The sender need do nothing: the court's technical service will look into the package and tell the outcome.
      """)
}
