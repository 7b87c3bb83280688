/// For whom a representative may file, and whether a filer is registered in the system.
extension FindingCatalogue.Entry {
  static let representativePowerOnRecord = Self(
    .info,
    az: """
      Nümayəndənin etibarnaməsi qeydiyyatdadır

      Nümayəndə müraciət edənin qeydə aldırdığı {number} nömrəli etibarnamə ilə çıxış edir; son günü {until}.

      Heç nə etmək lazım deyil. Müraciət edənin kabinetinə bu barədə məlumat verilir.
      """,
    en: """
      Representative's power of attorney is on record

      The representative acts on the power of attorney {number}, which the filer put on record, until {until}.

      Nothing need be done. The filer is told of it in the cabinet.
      """)

  static let representativePowerExpired = Self(
    .error, overridable: true,
    az: """
      Etibarnamənin müddəti bitib

      Qeydə alınmış {number} nömrəli etibarnamənin son günü {until} olub.

      Müraciət edən yeni etibarnamə qeydə aldırsın və ya özü imzalasın; məhkəmə işçisi də qərar verə bilər.
      """,
    en: """
      Power of attorney has expired

      The last day of the power of attorney {number} on record was {until}.

      Have the filer put a new one on record, or sign in person; a clerk may also decide.
      """)

  static let representativePowerRevoked = Self(
    .error, overridable: true,
    az: """
      Etibarnamə ləğv edilib

      Qeydə alınmış {number} nömrəli etibarnaməni müraciət edən ləğv edib.

      Müraciət edən yeni etibarnamə qeydə aldırsın və ya özü imzalasın; məhkəmə işçisi də qərar verə bilər.
      """,
    en: """
      Power of attorney was revoked

      The filer has revoked the power of attorney {number}.

      Have the filer put a new one on record, or sign in person; a clerk may also decide.
      """)

  static let representativePowerNotCovering = Self(
    .error, overridable: true,
    az: """
      Etibarnamə bu müraciətə aid deyil

      Qeydə alınmış {number} nömrəli etibarnamə bu məhkəməni, icraatı, işi və ya günü əhatə etmir.

      Müraciət edən lazımi etibarnaməni qeydə aldırsın və ya özü imzalasın; məhkəmə işçisi də qərar verə bilər.
      """,
    en: """
      Power of attorney does not cover this filing

      The power of attorney {number} on record does not cover this court, procedure, case or day.

      Have the filer put one on record that does, or sign in person; a clerk may also decide.
      """)

  static let filerWithoutCabinet = Self(
    .warning,
    az: """
      Müraciət edənin kabineti yoxdur

      İmzalayanın açıq elektron kabineti yoxdur; sistemdə qeydiyyat tələb olunur.

      Open elementi olan CabinetRequest göndərib kabinet açın.
      """,
    en: """
      Filer has no cabinet

      The signer has no open electronic cabinet; registration in the system is required.

      Send a CabinetRequest with the element Open to get one.
      """)

  static let filerCabinetRequired = Self(
    .error,
    az: """
      Kabinetsiz müraciət qəbul edilmir

      İmzalayanın açıq elektron kabineti yoxdur, bu məhkəmə isə kabinetsiz müraciət qəbul etmir.

      Open elementi olan CabinetRequest göndərib kabinet açın, sonra müraciəti təkrar göndərin.
      """,
    en: """
      No filing without a cabinet

      The signer has no open electronic cabinet, and this court takes no filing without one.

      Send a CabinetRequest with the element Open, then send the filing again.
      """)
}
