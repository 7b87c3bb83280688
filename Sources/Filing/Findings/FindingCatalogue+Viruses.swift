/// What a virus scanner says of documents.
extension FindingCatalogue.Entry {
  /// No clerk may let it pass: to look at the document is what must not be done, and a clean copy of it is filed anew.
  static let documentInfected = Self(
    .error,
    az: """
      Sənəddə zərərli proqram tapılıb

      Məhkəmənin antivirusu “{name}” sənədində zərərli proqram tapıb: {signature}.

      Faylı açmayın. Kompüterinizi yoxlayın, sənədi təmiz mənbədən yenidən hazırlayın, imzalayın və göndərin. Fayl sizə
      təmiz görünürsə, məhkəməyə zərərli proqramın adını deyin.
      """,
    en: """
      Document holds malicious software

      The court's virus scanner found malicious software in the document “{name}”: {signature}.

      Do not open the file. Check your computer, make the document anew from a clean source, sign it and send it. If you
      believe the file to be clean, tell the court the name of what was found.
      """)

  /// A clerk may let it pass who has looked at the document elsewhere, or knows where it comes from.
  static let documentNotScanned = Self(
    .error, overridable: true,
    az: """
      Sənəd viruslara qarşı tam yoxlanmayıb

      Məhkəmənin antivirusu “{name}” sənədinin hamısına baxa bilmir: {detail}.

      Sənəd barədə məhkəmə işçisi qərar verir. Gözləmək istəmirsinizsə, sənədi kiçik fayllara bölün, yenidən imzalayın və
      göndərin.
      """,
    en: """
      Document was not scanned whole

      The court's virus scanner cannot look at all of the document “{name}”: {detail}.

      A clerk decides about the document. So as not to wait for that, divide it into smaller files, sign anew and send.
      """)

  static let virusScannerAway = Self(
    .warning,
    az: """
      Məhkəmənin antivirusu cavab vermir

      Sənədlər viruslara qarşı hələ yoxlanmayıb: {detail}. Müraciət daxil olub və gözləyir.

      Göndərən heç nə etməməlidir: antivirus işləyəndə yoxlama öz-özünə davam edəcək və daxilolma vaxtı dəyişməyəcək.
      """,
    en: """
      The court's virus scanner does not answer

      The documents were not scanned for viruses yet: {detail}. The filing has arrived, and waits.

      The sender need do nothing: when the scanner is back it goes on by itself, with the time of its arrival.
      """)
}
