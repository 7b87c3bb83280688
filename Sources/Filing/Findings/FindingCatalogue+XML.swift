/// XML as such, and the submission schema.
extension FindingCatalogue.Entry {
  static let xmlMalformed = Self(
    .fatal,
    az: """
      XML düzgün qurulmayıb

      Sənəd düzgün qurulmuş XML deyil. Təhlilçinin məlumatı: {detail}.

      Göstərilən sətirdə XML-i düzəldin, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      XML is malformed

      The document is not well-formed XML. The parser says: {detail}.

      Correct the XML at the line that is named, sign the document anew and send it.
      """)

  static let xmlEncodingInvalid = Self(
    .fatal,
    az: """
      Mətnin kodlaşdırması səhvdir

      Sənəddə elan edilmiş kodlaşdırmaya uyğun olmayan baytlar var və ya kodlaşdırma tanınmır: {detail}.

      Sənədi UTF-8 kodlaşdırmasında saxlayın, yenidən imzalayın və göndərin.
      """,
    en: """
      Text encoding is wrong

      The document has bytes that do not fit its declared encoding, or the encoding is unknown: {detail}.

      Save the document as UTF-8, sign it anew and send it.
      """)

  static let xmlDoctypeForbidden = Self(
    .fatal,
    az: """
      DOCTYPE qadağandır

      Sənəddə DOCTYPE elanı var. Təhlükəsizlik səbəbindən DOCTYPE olan sənəd oxunmur.[ Texniki təfsilat:
      {detail}.]

      DOCTYPE elanını və ona əsaslanan istinadları silin, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      DOCTYPE is forbidden

      The document has a DOCTYPE declaration. For safety such documents are not read.[ Technical detail:
      {detail}.]

      Remove the DOCTYPE declaration and the entities that rest on it, sign the document anew and send it.
      """)

  static let xmlNamespaceInvalid = Self(
    .fatal,
    az: """
      Ad fəzası səhvdir

      Sənəddə ad fəzaları düzgün elan edilməyib: {detail}.

      İstifadə olunan hər prefiksi elan edin, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      Namespace is wrong

      The namespaces of the document are not declared correctly: {detail}.

      Declare each prefix that is used, sign the document anew and send it.
      """)

  static let xmlLimitExceeded = Self(
    .fatal,
    az: """
      XML həddi aşılıb

      Sənəd “{limit}” həddini aşır; icazə verilən qiymət: {value}.

      Sənədi sadələşdirin və ya bir neçə müraciətə bölün, yenidən imzalayın və göndərin.
      """,
    en: """
      XML limit exceeded

      The document goes beyond the limit “{limit}”; the value allowed is {value}.

      Make the document simpler or divide it among several filings, sign anew and send.
      """)

  static let schemaElementUnexpected = Self(
    .error,
    az: """
      Gözlənilməyən element

      “{element}” elementi bu yerdə ola bilməz.[ Burada gözlənilən: {expected}.]

      Elementi silin və ya sxemin tələb etdiyi yerə köçürün, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      Unexpected element

      The element “{element}” may not stand here.[ Expected here: {expected}.]

      Remove the element or move it to where the schema wants it, sign the document anew and send it.
      """)

  static let schemaElementMissing = Self(
    .error,
    az: """
      Məcburi element yoxdur

      “{element}” elementində məcburi hissə çatışmır.[ Gözlənilən: {expected}.]

      Çatışmayan elementi əlavə edin, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      Required element missing

      The element “{element}” lacks a required part.[ Expected: {expected}.]

      Add what is missing, sign the document anew and send it.
      """)

  static let schemaValueInvalid = Self(
    .error,
    az: """
      Elementin dəyəri səhvdir

      “{element}” elementinin “{value}” dəyəri sxemə uyğun deyil.[ Texniki təfsilat: {detail}.]

      Dəyəri sxemin tələb etdiyi şəkildə yazın, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      Value is not valid

      The value “{value}” of the element “{element}” does not fit the schema.[ Technical detail: {detail}.]

      Write the value as the schema wants it, sign the document anew and send it.
      """)

  static let schemaAttributeInvalid = Self(
    .error,
    az: """
      Atribut səhvdir

      “{element}” elementinin “{attribute}” atributu sxemə uyğun deyil və ya orada ola bilməz.[ Texniki təfsilat:
      {detail}.]

      Atributu düzəldin və ya silin, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      Attribute is not valid

      The attribute “{attribute}” of the element “{element}” does not fit the schema, or may not stand there.[
      Technical detail: {detail}.]

      Correct or remove the attribute, sign the document anew and send it.
      """)

  static let schemaAttributeMissing = Self(
    .error,
    az: """
      Məcburi atribut yoxdur

      “{element}” elementində məcburi “{attribute}” atributu yoxdur.[ Texniki təfsilat: {detail}.]

      Atributu əlavə edin, sənədi yenidən imzalayın və göndərin.
      """,
    en: """
      Required attribute missing

      The element “{element}” lacks the required attribute “{attribute}”.[ Technical detail: {detail}.]

      Add the attribute, sign the document anew and send it.
      """)

  static let schemaInvalid = Self(
    .error,
    az: """
      Sənəd sxemə uyğun deyil

      Sənəd sxemə uyğun deyil. Yoxlamanın məlumatı: {detail}.

      Sənədi dərc olunmuş sxemlə yoxlayıb düzəldin, yenidən imzalayın və göndərin.
      """,
    en: """
      Document does not fit the schema

      The document does not fit the schema. The validator says: {detail}.

      Validate the document against the published schema, correct it, sign it anew and send it.
      """)
}
