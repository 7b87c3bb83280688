/// Documents and their files.
extension FindingCatalogue.Entry {
  static let documentFileMissing = Self(
    .error,
    az: """
      Sənədin faylı yoxdur

      Siyahıda göstərilən “{name}” faylı paketdə yoxdur.

      Faylı submission.xml ilə bir qovluğa qoyun, adların eyni olduğunu yoxlayın və təkrar göndərin.
      """,
    en: """
      Document file missing

      The file “{name}” is listed but is not in the package.

      Put the file beside submission.xml, make sure that the names are the same, and send again.
      """)

  static let documentFileUnlisted = Self(
    .error,
    az: """
      Paketdə siyahıda olmayan fayl var

      “{name}” faylı paketdədir, lakin heç bir sənəd onu göstərmir və imza onu əhatə etmir.

      Faylı paketdən çıxarın və ya ölçüsü və SHA-256 qiyməti ilə sənəd kimi göstərib yenidən imzalayın.
      """,
    en: """
      File not listed

      The file “{name}” is in the package, but no document names it and no signature covers it.

      Take the file out, or list it as a document with its size and SHA-256 and sign anew.
      """)

  static let documentNameInvalid = Self(
    .error,
    az: """
      Faylın adı yararsızdır

      “{name}” fayl adı kimi qəbul edilmir.

      Adı qovluqsuz, idarəedici simvolsuz, əvvəlində nöqtə, sonunda nöqtə və ya boşluq olmadan, ən çoxu 255 bayt
      yazın; CON, NUL kimi sistem adlarından istifadə etməyin. Sonra sənədi yenidən imzalayın.
      """,
    en: """
      File name not usable

      “{name}” is not accepted as a file name.

      Write a name without folders or control characters, without a leading point and without a point or space at
      the end, of 255 bytes at most, and not a system name such as CON or NUL. Then sign the document anew.
      """)

  static let documentNameRepeated = Self(
    .error,
    az: """
      Fayl adı təkrarlanır

      “{name}” adı müraciətdə bir neçə dəfə işlədilib (böyük və kiçik hərflər fərqləndirilmir).

      Hər sənədə ayrıca ad verin, yenidən imzalayın və göndərin.
      """,
    en: """
      File name repeated

      The name “{name}” is used more than once in the filing (capitals do not count as different).

      Give each document a name of its own, sign anew and send.
      """)

  static let documentContentNotBase64 = Self(
    .error,
    az: """
      Sənədin məzmunu base64 deyil

      “{name}” sənədinin Content elementi düzgün base64 deyil.

      Faylı base64 şəklində yenidən kodlaşdırın, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      Document content is not base64

      The Content of the document “{name}” is not valid base64.

      Encode the file as base64 again, sign the document anew and send it.
      """)

  static let documentEmpty = Self(
    .error,
    az: """
      Sənəd boşdur

      “{name}” sənədinin həcmi 0 baytdır.

      Düzgün faylı əlavə edin, yenidən imzalayın və göndərin.
      """,
    en: """
      Document is empty

      The document “{name}” has 0 bytes.

      Attach the right file, sign anew and send.
      """)

  static let documentTooLarge = Self(
    .error,
    az: """
      Sənəd həddindən böyükdür

      “{name}” sənədinin həcmi {size} baytdır; bu kanalda bir sənəd ən çoxu {limit} bayt ola bilər.

      Sənədi daha kiçik ölçüdə skan edin və ya hissələrə bölün, yenidən imzalayın və göndərin.
      """,
    en: """
      Document too large

      The document “{name}” has {size} bytes; on this channel a document may have {limit} at most.

      Scan the document at a smaller size or divide it, sign anew and send.
      """)

  static let documentSizeMismatch = Self(
    .error,
    az: """
      Sənədin ölçüsü uyğun deyil

      “{name}” sənədi {measured} baytdır, siyahıda isə {stated} bayt göstərilib.

      Faylın tam köçürüldüyünü yoxlayın; fayl dəyişibsə, ölçüsünü və SHA-256 qiymətini yeniləyib yenidən
      imzalayın.
      """,
    en: """
      Document size differs

      The document “{name}” has {measured} bytes, but {stated} are stated.

      Check that the file was copied whole; if it was changed, state its new size and SHA-256 and sign anew.
      """)

  static let documentHashMismatch = Self(
    .error,
    az: """
      Sənədin məzmunu uyğun deyil

      “{name}” sənədinin SHA-256 qiyməti {measured}, siyahıda isə {stated} göstərilib: fayl imzadan sonra dəyişib
      və ya başqa fayldır.

      İmzalanmış faylın özünü göndərin; fayl dəyişibsə, SHA-256 qiymətini yeniləyib yenidən imzalayın.
      """,
    en: """
      Document content differs

      The SHA-256 of the document “{name}” is {measured}, but {stated} is stated: the file was changed after
      signing, or is another file.

      Send the very file that was signed; if it was changed, state its new SHA-256 and sign anew.
      """)

  static let documentHashMissing = Self(
    .error,
    az: """
      Sənəd imza ilə bağlı deyil

      “{name}” sənədi ayrıca fayldır, amma paketdə onun SHA-256 qiyməti göstərilməyib və ya düzgün yazılmayıb. İmza belə
      faylı əhatə etmir.

      Paketdə faylın ölçüsünü və SHA-256 qiymətini (64 onaltılıq rəqəm) göstərin, yenidən imzalayıb göndərin.
      """,
    en: """
      Document not bound by the signature

      The document “{name}” is a file of its own, but the package states no SHA-256 of it, or not a correct one. The
      signature does not cover such a file.

      State the file's size and SHA-256 (64 hexadecimal digits) in the package, sign it anew and send it.
      """)

  static let documentMediaTypeNotAccepted = Self(
    .error,
    az: """
      Faylın formatı qəbul edilmir

      “{name}” sənədinin “{stated}” formatı qəbul edilmir.

      Sənədi PDF, TIFF, JPEG, PNG və ya XML formatına çevirin, yenidən imzalayın və göndərin.
      """,
    en: """
      File format not accepted

      The format “{stated}” of the document “{name}” is not accepted.

      Convert the document to PDF, TIFF, JPEG, PNG or XML, sign anew and send.
      """)

  static let documentMediaTypeMismatch = Self(
    .error,
    az: """
      Faylın formatı göstərilən kimi deyil

      “{name}” sənədi “{stated}” kimi göstərilib, məzmunu isə belə deyil (tanınan format: {measured}).

      Düzgün faylı əlavə edin və ya MediaType elementini düzəldin, yenidən imzalayın və göndərin.
      """,
    en: """
      File format is not the stated one

      The document “{name}” is stated to be “{stated}”, but its content is not (recognised format: {measured}).

      Attach the right file or correct MediaType, sign anew and send.
      """)

  static let documentEncrypted = Self(
    .error,
    az: """
      Sənəd şifrələnib

      “{name}” sənədi parolla qorunub və oxuna bilmir.

      Parolu və qorumanı çıxarın, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      Document is encrypted

      The document “{name}” is protected by a password and cannot be read.

      Remove the password and protection, sign the document anew and send it.
      """)

  static let documentTruncated = Self(
    .error,
    az: """
      Sənəd yarımçıqdır

      “{name}” sənədinin sonu yoxdur: fayl tam köçürülməyib və ya zədələnib.

      Faylın sonadək açıldığını yoxlayın, tam faylı əlavə edib yenidən imzalayın və göndərin.
      """,
    en: """
      Document is truncated

      The end of the document “{name}” is missing: the file was not copied whole, or is damaged.

      Check that the file opens to its last page, attach the whole file, sign anew and send.
      """)

  static let documentSeenBefore = Self(
    .warning,
    az: """
      Bu sənəd əvvəl də daxil olub

      “{name}” sənədi eyni məzmunla {number} nömrəli qeydiyyatda artıq var.

      Təkrar göndəriş qəsdən deyilsə, məhkəməyə bildirin; əks halda heç nə etməyin.
      """,
    en: """
      Document was filed before

      The document “{name}” with the same content already stands in the registration {number}.

      If it was not meant to be filed twice, tell the court; otherwise nothing need be done.
      """)
}
