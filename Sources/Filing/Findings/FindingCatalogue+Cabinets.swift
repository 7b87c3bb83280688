/// Electronic cabinets and powers of attorney on record.
extension FindingCatalogue.Entry {
  static let cabinetOpened = Self(
    .info,
    az: """
      Elektron kabinet açıldı

      Kabinetin istifadəçi adı: {userName}. Bildirişlər “cabinet-{userName}” qovluğuna göndərilir.

      İstifadəçi adını saxlayın; o, dəyişmir.
      """,
    en: """
      Electronic cabinet opened

      The cabinet's user name is {userName}. Notices go to the folder “cabinet-{userName}”.

      Keep the user name; it never changes.
      """)

  static let cabinetChanged = Self(
    .info,
    az: """
      Kabinetin məlumatları dəyişdirildi

      {userName} kabinetinin əlaqə məlumatları və bildiriş seçimləri dəyişdirildi.

      Heç nə etmək lazım deyil.
      """,
    en: """
      Cabinet changed

      Contact data and preferences of the cabinet {userName} were changed.

      Nothing need be done.
      """)

  static let cabinetClosed = Self(
    .info,
    az: """
      Kabinet bağlandı

      {userName} kabineti bağlandı. Ora daha sənəd yerləşdirilmir; əvvəlkilər saxlanılır.

      Kabinet yenidən lazım olsa, Open elementi ilə yeni sorğu göndərin: istifadəçi adı eyni qalacaq.
      """,
    en: """
      Cabinet closed

      The cabinet {userName} was closed. No more documents are placed in it; earlier ones are kept.

      If it is needed again, send a new request with the element Open: the user name stays the same.
      """)

  static let cabinetRenewed = Self(
    .info,
    az: """
      Yeni sertifikat qeyd edildi

      {userName} kabineti üçün yeni sertifikat qeyd edildi.

      Heç nə etmək lazım deyil.
      """,
    en: """
      New certificate recorded

      A new certificate was recorded for the cabinet {userName}.

      Nothing need be done.
      """)

  static let powerRecorded = Self(
    .info,
    az: """
      Etibarnamə qeydə alındı

      {number} nömrəli etibarnamə {representative} üçün qeydə alındı; son günü {until}.

      Etibarnaməni vaxtından əvvəl dayandırmaq üçün RevokePower elementi ilə sorğu göndərin.
      """,
    en: """
      Power of attorney on record

      The power of attorney {number} for {representative} was put on record, until {until}.

      To end it earlier, send a request with the element RevokePower.
      """)

  static let powerRevoked = Self(
    .info,
    az: """
      Etibarnamə ləğv edildi

      {number} nömrəli etibarnamə ləğv edildi.

      Heç nə etmək lazım deyil: onunla daha müraciət qəbul edilmir.
      """,
    en: """
      Power of attorney revoked

      The power of attorney {number} was revoked.

      Nothing need be done: no filing is taken on it any more.
      """)

  static let cabinetHolderDiffers = Self(
    .error,
    az: """
      Kabinetin sahibi imzalayan deyil

      Sorğuda sahib kimi “{stated}” göstərilib, sertifikat isə “{signer}” adınadır. Kabinet yalnız sertifikatdakı FİN
      və ya VÖEN üçün açılır.

      Holder elementində sertifikatdakı nömrəni yazın və ya sorğunu sahibin özü imzalasın.
      """,
    en: """
      Holder is not the signer

      The request names “{stated}” as holder, but the certificate is that of “{signer}”. A cabinet is opened for the
      FİN or VÖEN in the certificate alone.

      Write the certificate's number into Holder, or have the holder sign.
      """)

  static let cabinetAlreadyOpen = Self(
    .error,
    az: """
      Kabinet artıq açıqdır

      Bu FİN və ya VÖEN üçün {userName} kabineti artıq açıqdır; bir şəxsin bir kabineti olur.

      Məlumatları dəyişmək üçün Change, yeni sertifikat üçün Renew elementi ilə sorğu göndərin.
      """,
    en: """
      Cabinet is open already

      For this FİN or VÖEN the cabinet {userName} is open already; everyone has one cabinet.

      To change its data send a request with Change, for a new certificate one with Renew.
      """)

  static let cabinetNotOpen = Self(
    .error,
    az: """
      Açıq kabinet yoxdur

      {holder} üçün açıq kabinet yoxdur.

      Əvvəlcə Open elementi ilə kabinet açın, sonra bu sorğunu təkrar göndərin.
      """,
    en: """
      No open cabinet

      There is no open cabinet for {holder}.

      Open one first with the element Open, then send this request again.
      """)

  static let cabinetCertificateKnown = Self(
    .error,
    az: """
      Sertifikat yeni deyil

      Sorğu {userName} kabinetində artıq qeyd olunmuş sertifikatla imzalanıb.

      Sorğunu yeni sertifikatla imzalayıb göndərin.
      """,
    en: """
      Certificate is not new

      The request is signed with the certificate that the cabinet {userName} has on record already.

      Sign the request with the new certificate and send it.
      """)

  static let requestRepeated = Self(
    .info,
    az: """
      Artıq yerinə yetirilib

      {messageId} göndəriş nömrəsi ilə eyni məzmun əvvəllər qeyd olunub. Heç nə dəyişmədi.

      Heç nə etmək lazım deyil.
      """,
    en: """
      Done before

      The same content was recorded before under the message id {messageId}. Nothing was changed.

      Nothing need be done.
      """)

  static let messageIDUsed = Self(
    .error,
    az: """
      Göndəriş nömrəsi istifadə olunub

      {messageId} göndəriş nömrəsi ilə əvvəllər başqa məzmun qeyd olunub.

      MessageId elementində yeni nömrə yazın, yenidən imzalayın və göndərin.
      """,
    en: """
      Message id used before

      Under the message id {messageId}, other content was recorded before.

      Write a new id into MessageId, sign anew and send it.
      """)

  static let powerNumberUsed = Self(
    .error,
    az: """
      Etibarnamənin nömrəsi istifadə olunub

      {number} nömrəsi ilə bu kabinetdə artıq etibarnamə var.

      Etibarnaməyə yeni nömrə verin, yenidən imzalayın və göndərin.
      """,
    en: """
      Number of the power of attorney used before

      The cabinet has a power of attorney under the number {number} already.

      Give the power of attorney a new number, sign anew and send it.
      """)

  static let powerUnknown = Self(
    .error,
    az: """
      Belə etibarnamə yoxdur

      Bu kabinetdə qüvvədə olan {number} nömrəli etibarnamə yoxdur.

      Nömrəni etibarnamənin qeydə alınması barədə bildirişdən yoxlayın.
      """,
    en: """
      No such power of attorney

      No power of attorney stands under the number {number} in this cabinet.

      Check the number with the notice that told of its recording.
      """)

  static let powerTermInvalid = Self(
    .error,
    az: """
      Etibarnamənin müddəti yanlışdır

      Etibarnamənin son günü {until} keçib və ya onun ilk günündən əvvəldir.

      ValidUntil elementində bu gündən sonrakı günü yazın, yenidən imzalayın və göndərin.
      """,
    en: """
      Term of the power of attorney is wrong

      The last day of the power of attorney, {until}, is past, or before its first day.

      Write a day that lies ahead into ValidUntil, sign anew and send it.
      """)
}
