/// Signature containers (ASiC-E) that are sent as packages.
extension FindingCatalogue.Entry {
  static let containerMalformed = Self(
    .error,
    az: """
      Konteyner oxunmur

      Konteyner (ZIP) zədələnib və ya elə qurulub ki, müxtəlif proqramlar onu müxtəlif cür oxuya bilər.\
      [ Texniki təfsilat: {detail}.]

      Konteyneri imzalama proqramı ilə yenidən yaradın və göndərin; onu başqa arxiv proqramı ilə açıb yığmayın.
      """,
    en: """
      Container cannot be read

      The container (ZIP) is damaged, or built so that different programs could read different things in it.\
      [ Technical detail: {detail}.]

      Make the container anew with the signing program and send it; do not unpack and pack it with another program.
      """)

  static let containerSubmissionMissing = Self(
    .error,
    az: """
      Konteynerdə submission.xml yoxdur

      “{name}” konteynerinin kökündə submission.xml faylı yoxdur, ona görə nəyin göndərildiyi məlum deyil.

      submission.xml faylını sənədlərlə birlikdə konteynerin kökünə (qovluğa yox) əlavə edin, hamısını imzalayın və
      göndərin.
      """,
    en: """
      Container without submission.xml

      There is no submission.xml at the root of the container “{name}”, so it is not known what is being filed.

      Put submission.xml with the documents at the root of the container (not in a folder), sign all of them, and
      send it.
      """)

  static let containerContentDisagrees = Self(
    .error,
    az: """
      Konteynerin tərkibi ziddiyyətlidir

      Konteynerin siyahısı, növü və ya imza faylları oradakı fayllara uyğun gəlmir.[ Texniki təfsilat: {detail}.]

      Konteyneri imzalama proqramı ilə yenidən yaradıb imzalayın və dəyişmədən göndərin.
      """,
    en: """
      Container contradicts itself

      The container's list, type or signature files do not fit the files in it.[ Technical detail: {detail}.]

      Make and sign the container anew with the signing program, and send it unchanged.
      """)

  static let containerFileNotSigned = Self(
    .error,
    az: """
      Konteynerdəki fayl imzalanmayıb

      Konteynerdəki “{name}” faylını heç bir etibarlı imza əhatə etmir.

      Konteynerdəki bütün faylları bir imza ilə imzalayın və ya artıq faylı çıxarın, sonra yenidən göndərin.
      """,
    en: """
      File in the container not signed

      No valid signature covers the file “{name}” in the container.

      Sign all files of the container with one signature, or take the extra file out, and send it again.
      """)
}
