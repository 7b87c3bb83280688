/// Signatures and certificates. The sub-indications are those of EN 319 102-1.
extension FindingCatalogue.Entry {
  static let signatureMissing = Self(
    .error,
    az: """
      İmza yoxdur

      Paketdə müraciətin məzmununu imzalayan heç bir elektron imza yoxdur.

      Məzmunu gücləndirilmiş elektron imza ilə (ASAN İmza, e-İmza və ya şəxsiyyət vəsiqəsi) imzalayın və
      göndərin.
      """,
    en: """
      No signature

      There is no electronic signature over the content in the package.

      Sign the content with an enhanced e-signature (ASAN İmza, e-İmza or identity card) and send it.
      """)

  static let signatureFormatFailure = Self(
    .error,
    az: """
      İmzanın quruluşu səhvdir

      İmza XML imzalarının (XMLDSig, XAdES) quruluş qaydalarına uyğun deyil.[ Texniki təfsilat: {detail}.]

      İmzalama proqramını yoxlayın, sənədi standarta uyğun proqramla yenidən imzalayın və göndərin.
      """,
    en: """
      Signature is malformed

      The signature breaks the structure of XML signatures (XMLDSig, XAdES).[ Technical detail: {detail}.]

      Check the signing program, sign the document anew with one that follows the standard, and send it.
      """)

  static let signatureHashFailure = Self(
    .error,
    az: """
      Məzmun imzadan sonra dəyişib

      İmzalanmış hissənin hash qiyməti imzadakı ilə üst-üstə düşmür: məzmun imzalandıqdan sonra dəyişdirilib.[
      İstinad: “{reference}”.][ Texniki təfsilat: {detail}.]

      Sənədi yenidən imzalayın və imzadan sonra XML-i heç cür dəyişməyin: nə boşluqları, nə sətirləri, nə
      kodlaşdırmanı.
      """,
    en: """
      Content changed after signing

      The digest of the signed part differs from the one in the signature: the content was changed after it was
      signed.[ Reference: “{reference}”.][ Technical detail: {detail}.]

      Sign the document again, and do not touch the XML afterwards: no reformatting, no line ends, no new
      encoding.
      """)

  static let signatureCryptoFailure = Self(
    .error,
    az: """
      İmza açarla təsdiqlənmədi

      İmza sertifikatdakı açarla təsdiqlənmir: imza başqa açarla yaradılıb və ya imzanın özü dəyişdirilib.[
      Alqoritm: {algorithm}.][ Texniki təfsilat: {detail}.]

      Sənədi sertifikatınıza aid açarla yenidən imzalayın və imzadan sonra dəyişdirməyin.
      """,
    en: """
      Signature value is wrong

      The key of the certificate does not confirm the signature: it was made with another key, or the signature
      itself was changed.[ Algorithm: {algorithm}.][ Technical detail: {detail}.]

      Sign the document anew with the key of your certificate, and do not change it afterwards.
      """)

  static let signatureDataNotFound = Self(
    .error,
    az: """
      İmzalanmış hissə tapılmadı

      İmzanın istinad etdiyi hissə paketdə yoxdur.[ İstinad: “{reference}”.][ Texniki təfsilat: {detail}.]

      İmzanın istinadının məzmun elementinin Id atributunu göstərdiyini yoxlayın, yenidən imzalayın və göndərin.
      """,
    en: """
      Signed data not found

      What the signature refers to is not in the package.[ Reference: “{reference}”.][ Technical detail:
      {detail}.]

      Make the signature refer to the Id of the content element, sign anew and send.
      """)

  static let signatureUnsupported = Self(
    .error,
    az: """
      İmzada dəstəklənməyən üsul

      İmza qəbul edilməyən üsuldan istifadə edir və buna görə yoxlanıla bilmir.[ Alqoritm: {algorithm}.][ Texniki
      təfsilat: {detail}.]

      RSA (ən azı 2048 bit) və ya ECDSA açarı, SHA-256 və ya daha güclü hash və adi kanonikləşdirmə ilə yenidən
      imzalayın.
      """,
    en: """
      Signature uses an unsupported method

      The signature uses a method that is not accepted, and so it cannot be verified.[ Algorithm: {algorithm}.][
      Technical detail: {detail}.]

      Sign anew with RSA (2048 bits or more) or ECDSA, SHA-256 or stronger, and ordinary canonicalisation.
      """)

  static let signatureCoveragePartial = Self(
    .error,
    az: """
      İmza bütün məzmunu əhatə etmir

      İmza müraciətin bütün məzmun elementini əhatə etmir.[ Əhatə: {coverage}.][ Texniki təfsilat: {detail}.]

      Bütöv məzmun elementini (“#Id” istinadı ilə) imzalayın və göndərin.
      """,
    en: """
      Signature does not cover all content

      The signature does not cover the whole content element.[ Coverage: {coverage}.][ Technical detail:
      {detail}.]

      Sign the whole content element (with a reference to its “#Id”) and send it.
      """)

  static let signatureIDsNotUnique = Self(
    .error,
    az: """
      Id təkrarlanır

      Sənəddə eyni Id bir neçə elementdə var, ona görə imzanın nəyi əhatə etdiyi bəlli deyil.[ Id:
      “{reference}”.][ Texniki təfsilat: {detail}.]

      Hər Id yalnız bir elementdə olsun; sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      Id is not unique

      Several elements of the document have the same Id, so that it is not certain what the signature covers.[
      Id: “{reference}”.][ Technical detail: {detail}.]

      Use each Id for one element only, sign the document anew and send it.
      """)

  static let signatureConstraintsFailure = Self(
    .error,
    az: """
      İmza qəbul şərtlərinə uyğun deyil

      İmza məhkəmənin imza siyasətinin şərtlərinə uyğun deyil.[ Texniki təfsilat: {detail}.]

      Sənədi şərtlərə uyğun imza ilə (üstünlük XAdES-B-B-yə verilir) yenidən imzalayın və göndərin.
      """,
    en: """
      Signature breaks a constraint

      The signature does not meet the court's signature policy.[ Technical detail: {detail}.]

      Sign the document anew as the policy wants it (XAdES-B-B is preferred) and send it.
      """)

  static let signingCertificateNotFound = Self(
    .error,
    az: """
      İmzalayanın sertifikatı yoxdur

      İmzada imzalayanın sertifikatı tapılmadı: açar tək başına şəxsi müəyyən etmir.[ Texniki təfsilat:
      {detail}.]

      İmzalama proqramında sertifikatın imzaya əlavə edilməsini (X509Data) seçin, yenidən imzalayın və göndərin.
      """,
    en: """
      Signing certificate not found

      The signer's certificate is not in the signature: a key alone names nobody.[ Technical detail: {detail}.]

      Let the signing program put the certificate into the signature (X509Data), sign anew and send.
      """)

  static let signingCertificateMismatch = Self(
    .error,
    az: """
      Sertifikat imzadakı göstərişə uyğun deyil

      İmzanın SigningCertificate xassəsi başqa sertifikatı göstərir.[ İmzalayan: {signer}.][ Texniki təfsilat:
      {detail}.]

      Sənədi bir sertifikatla yenidən imzalayın; imzadakı sertifikatları sonradan dəyişməyin.
      """,
    en: """
      Certificate is not the one that was signed

      The signature's SigningCertificate property names another certificate.[ Signer: {signer}.][ Technical
      detail: {detail}.]

      Sign the document anew with one certificate, and do not exchange certificates in the signature afterwards.
      """)

  static let certificateChainNotFound = Self(
    .error,
    az: """
      Sertifikatı verən tanınmır

      Sertifikatdan etibar edilən sertifikat xidmətinə yol tapılmadı.[ İmzalayan: {signer}.][ Verən: {issuer}.][
      Texniki təfsilat: {detail}.]

      ASXM və ya MSXM kimi tanınan xidmətin verdiyi sertifikatla imzalayın və aralıq sertifikatları imzaya əlavə
      edin.
      """,
    en: """
      Certificate issuer not trusted

      No path was found from the certificate to a trusted certification service.[ Signer: {signer}.][ Issuer:
      {issuer}.][ Technical detail: {detail}.]

      Sign with a certificate of a recognised service such as ASXM or MSXM, and include the intermediate
      certificates.
      """)

  static let certificateConstraintsFailure = Self(
    .error,
    az: """
      Sertifikat imza üçün yararlı deyil

      Sertifikat və ya onun zənciri şərtlərə uyğun deyil (məsələn, açarın təyinatı).[ İmzalayan: {signer}.][
      Verən: {issuer}.][ Texniki təfsilat: {detail}.]

      Elektron imza üçün nəzərdə tutulmuş sertifikatla yenidən imzalayın və göndərin.
      """,
    en: """
      Certificate not fit for signing

      The certificate or its chain breaks a constraint (such as the key's usage).[ Signer: {signer}.][ Issuer:
      {issuer}.][ Technical detail: {detail}.]

      Sign anew with a certificate that is meant for electronic signatures, and send.
      """)

  static let certificateExpired = Self(
    .error,
    az: """
      Sertifikatın müddəti bitib

      Sənəd məhkəməyə daxil olanda imzalayanın sertifikatının müddəti bitmişdi.[ İmzalayan: {signer}.][ Bitmə
      vaxtı: {time}.][ Texniki təfsilat: {detail}.]

      Sertifikatı yeniləyin, sənədi yeni sertifikatla imzalayın və göndərin.
      """,
    en: """
      Certificate expired

      The signer's certificate had expired when the document arrived at the court.[ Signer: {signer}.][ Expired:
      {time}.][ Technical detail: {detail}.]

      Renew the certificate, sign the document with the new one and send it.
      """)

  static let certificateNotYetValid = Self(
    .error,
    az: """
      Sertifikat hələ qüvvədə deyil

      Sənəd məhkəməyə daxil olanda imzalayanın sertifikatı hələ qüvvəyə minməmişdi.[ İmzalayan: {signer}.][
      Qüvvəyə minmə vaxtı: {time}.][ Texniki təfsilat: {detail}.]

      Sertifikat qüvvəyə mindikdən sonra göndərin və ya qüvvədə olan sertifikatla imzalayın.
      """,
    en: """
      Certificate not yet valid

      The signer's certificate was not yet valid when the document arrived at the court.[ Signer: {signer}.][
      Valid from: {time}.][ Technical detail: {detail}.]

      Send after the certificate becomes valid, or sign with one that is valid.
      """)

  static let certificateRevoked = Self(
    .error,
    az: """
      Sertifikat ləğv edilib

      İmzalayanın və ya onun sertifikatını verənin sertifikatı ləğv edilib.[ İmzalayan: {signer}.][ Verən:
      {issuer}.][ Ləğv vaxtı: {time}.][ Texniki təfsilat: {detail}.]

      Yeni sertifikat alın, sənədi onunla imzalayın və göndərin.
      """,
    en: """
      Certificate revoked

      The certificate of the signer, or of its issuer, has been revoked.[ Signer: {signer}.][ Issuer: {issuer}.][
      Revoked: {time}.][ Technical detail: {detail}.]

      Obtain a new certificate, sign the document with it and send it.
      """)

  static let certificateRevocationUnknown = Self(
    .warning,
    az: """
      Sertifikatın ləğv olunub-olunmadığı bilinmir

      Sertifikatın ləğvi barədə təzə məlumat əldə edilmədi.[ İmzalayan: {signer}.][ Verən: {issuer}.][ Texniki
      təfsilat: {detail}.]

      Göndərən heç nə etməməlidir. Müraciət gözlədilirsə, məlumat əlçatan olanda yoxlama tamamlanacaq.
      """,
    en: """
      Revocation status unknown

      No fresh word was to be had on whether the certificate is revoked.[ Signer: {signer}.][ Issuer: {issuer}.][
      Technical detail: {detail}.]

      The sender need do nothing. A filing that waits is checked again when the source is available.
      """)

  static let signatureTimeStampInvalid = Self(
    .error,
    az: """
      İmzanın vaxt möhürü düzgün deyil

      İmzaya əlavə edilmiş vaxt möhürü pozulub, başqa məlumata aiddir və ya vaxtların ardıcıllığı düzgün deyil.[
      Texniki təfsilat: {detail}.]

      Sənədi yenidən imzalayın, yeni vaxt möhürü alın və göndərin.
      """,
    en: """
      Time-stamp not valid

      A time-stamp in the signature is broken, belongs to something else, or contradicts the other times.[
      Technical detail: {detail}.]

      Sign the document anew, obtain a new time-stamp and send it.
      """)

  static let signatureLevelTooLow = Self(
    .error,
    az: """
      İmzanın səviyyəsi kifayət etmir

      Məhkəmənin siyasəti imzanın daha yüksək səviyyəsini tələb edir.[ Texniki təfsilat: {detail}.]

      İmzalama proqramında tələb olunan XAdES səviyyəsini seçin, yenidən imzalayın və göndərin.
      """,
    en: """
      Signature level too low

      The court's policy demands a higher level of the signature.[ Technical detail: {detail}.]

      Choose the XAdES level that is demanded in the signing program, sign anew and send.
      """)

  static let signaturePolicyUnknown = Self(
    .error,
    az: """
      İmza siyasəti tanınmır

      İmza məhkəmənin tanımadığı imza siyasətini göstərir.[ Texniki təfsilat: {detail}.]

      Sənədi məhkəmənin tanıdığı imza siyasəti ilə yenidən imzalayın və göndərin.
      """,
    en: """
      Signature policy not known

      The signature names a signature policy that the court does not know.[ Technical detail: {detail}.]

      Sign the document anew under a signature policy that the court knows and send it.
      """)

  static let signatureEvidenceUnusable = Self(
    .warning,
    az: """
      İmzaya əlavə edilmiş sübut istifadə edilmədi

      İmzaya əlavə edilmiş məlumat (vaxt möhürü, sertifikat və ya ləğv barədə məlumat) nəzərə alınmadı.[ Texniki
      təfsilat: {detail}.]

      Göndərən heç nə etməməlidir: imza bu məlumat olmadan yoxlanıb.
      """,
    en: """
      Evidence in the signature not used

      Something that was added to the signature (a time-stamp, a certificate or revocation data) did not count.[
      Technical detail: {detail}.]

      The sender need do nothing: the signature was judged without it.
      """)

  static let certificateUnsupported = Self(
    .error,
    az: """
      Sertifikat oxuna bilmir

      Sertifikat dəstəklənməyən alqoritmdən istifadə edir və ya düzgün qurulmayıb.[ Alqoritm: {algorithm}.][
      Texniki təfsilat: {detail}.]

      RSA (ən azı 2048 bit) və ya P-256, P-384, P-521 əyrili ECDSA açarı olan sertifikatla yenidən imzalayın.
      """,
    en: """
      Certificate not supported

      The certificate uses an unsupported algorithm, or is malformed.[ Algorithm: {algorithm}.][ Technical
      detail: {detail}.]

      Sign anew with a certificate whose key is RSA (2048 bits or more) or ECDSA on P-256, P-384 or P-521.
      """)

  static let algorithmTooWeak = Self(
    .error,
    az: """
      Alqoritm zəifdir

      İmzada artıq etibarlı sayılmayan alqoritm və ya qısa açar istifadə olunub.[ Alqoritm: {algorithm}.][
      Etibarlı sayıldığı son tarix: {time}.][ Texniki təfsilat: {detail}.]

      SHA-256 və ya daha güclü hash, ən azı 2048 bitlik RSA və ya ECDSA ilə yenidən imzalayın və göndərin.
      """,
    en: """
      Algorithm too weak

      The signature uses an algorithm or key size that no longer counts as safe.[ Algorithm: {algorithm}.][
      Accepted until: {time}.][ Technical detail: {detail}.]

      Sign anew with SHA-256 or stronger, and RSA of 2048 bits or more, or ECDSA, and send.
      """)
}
