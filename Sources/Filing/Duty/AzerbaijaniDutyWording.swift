/// Duties explained in Azerbaijani.
struct AzerbaijaniDutyWording: DutyWording {
  func law(of day: LocalDay, _ period: TariffPeriod) -> String {
    let span =
      period.until.map { "\(period.from) tarixindən \($0) tarixinədək (həmin gün daxil deyil)" }
      ?? "\(period.from) tarixindən"
    let source = period.source.map { " (\($0.azerbaijani))" } ?? ""
    return "\(day) tarixində tətbiq edilən hüquq: \(span) qüvvədə olan tarif\(source)."
  }

  func document(_ type: DocumentType) -> String {
    let name = "Sənəd: \(type.nameInAzerbaijani) (\(type.code))."
    return type.isCounterclaim
      ? name + " Rüsum əsas iddia qaydasında ödənilir (Mülki Prosessual Məcəllə, maddə 112.3)." : name
  }

  func act(of assessment: DutyAssessment) -> String {
    let act = "Hərəkət: \(name(of: assessment.basis.act)), maddə \(assessment.article)"
    guard case .share(let percentage, let other, _) = assessment.line.formula else { return act + "." }
    let value =
      switch assessment.shareBase?.choice {
      case .contestedAmount?: "mübahisələndirilən məbləğ üzrə "
      case .wholeClaim?: "bütün iddia üzrə "
      case nil: ""
      }
    return
      "\(act): həmin günün tarifi ilə \(value)ödənilməli olan rüsumun (\(name(of: other))) \(percentage.decimal) faizi."
  }

  let naturalPersonsOnly = "Bu dərəcə yalnız fiziki şəxslər üçündür."

  func subject(_ subject: String) -> String {
    "Bu dərəcə belə iddialara aiddir: \(subject). İddianın belə olub-olmadığını məhkəmə müəyyən edir."
  }

  func claimValue(of assessment: DutyAssessment) -> String? {
    guard let value = assessment.basis.claimValue else { return nil }
    if assessment.isClaimValueIdle { return "İddianın qiyməti (\(value.decimal) AZN) bu rüsuma təsir etmir." }
    let name =
      switch assessment.shareBase?.choice {
      case .contestedAmount?: "Mübahisələndirilən məbləğ"
      case .wholeClaim?, nil: "İddianın qiyməti"
      }
    guard let sum = assessment.sumOfValues else { return "\(name): \(value.decimal) AZN." }
    return "\(name): \(sum); bir neçə tələbin qiyməti toplanır, cəminə görə bir rüsum ödənilir."
  }

  func sentence(for step: DutyAssessment.Step) -> String {
    switch step {
    case .fixed(let amount, let article): "Maddə \(article): sabit məbləğ, \(amount.decimal) AZN."
    case .bracket(let bracket, let above, _, _):
      "Maddə \(bracket.article), \(range(of: bracket, above: above)): \(formula(of: bracket))."
    case .share(let percentage, let whole, _, let article, _):
      "Maddə \(article): \(whole.decimal) AZN məbləğinin \(percentage.decimal) faizi."
    case .raisedToMinimum(let minimum, let article): "Maddə \(article): ən azı \(minimum.decimal) AZN."
    case .limitedToCap(let cap, let article): "Maddə \(article): ən çoxu \(cap.decimal) AZN."
    case .discounted(let discount, _, _):
      "\(discount.isForNaturalPersonsOnly ? "Fiziki şəxslərə güzəşt" : "Güzəşt"), \(discount.rate.decimal) faiz: "
        + "\(DiscountGrounds.name(of: discount.ground).azerbaijani)."
    case .exempt(let ground):
      "“\(ground)”\(exemption(ground)) əsası ilə azadolma iddia edilir; barəsində hakim qərar verir."
    }
  }

  func rounded(_ result: DutyAssessment.Rounded) -> String {
    let method =
      switch result.rule.choice.method {
      case .halfUp: "yarısı yuxarı olmaqla"
      case .halfEven: "yarısı cütə olmaqla"
      case .up: "yuxarıya"
      case .down: "aşağıya"
      }
    return "\(method) \(result.rule.choice.unit.decimal) dəqiqliyi ilə yuvarlaqlaşdırılır: \(result.amount.decimal) AZN"
  }

  func refusal(_ refusal: DutyAssessment.DiscountRefusal, of ground: String) -> String {
    let reason =
      switch refusal {
      case .notForAct: "tarifdə bu hərəkət üçün belə güzəşt yoxdur"
      case .notBefore(let day): "güzəşt \(day) tarixindən tətbiq edilir"
      case .naturalPersonsOnly: "güzəşt yalnız fiziki şəxslər üçündür"
      }
    return "“\(ground)” güzəşti tətbiq edilmir: \(reason)."
  }

  func withoutExemption(_ duty: Money) -> String {
    "Hakim azadolmadan imtina edərsə, \(duty.decimal) AZN ödənilməlidir."
  }
  func due(_ amount: Money) -> String { "Ödənilməli rüsum: \(amount.decimal) AZN." }

  func total(_ amounts: [Money], _ sum: Money) -> String {
    "Bütün tələblər üzrə ödənilməli rüsum: \(amounts.map(\.decimal).joined(separator: " + ")) = \(sum.decimal) AZN."
  }

  func paid(_ amount: Money, _ balance: DutyBalance, isExemptionClaimed: Bool) -> String {
    let paid = "Ödənilib: \(amount.decimal) AZN."
    switch balance {
    case .short(let missing): return "\(paid) \(missing.decimal) AZN çatışmır."
    case .exact: return "\(paid) Məbləğ ödənilməli rüsuma bərabərdir."
    case .refundable(let surplus):
      let condition = isExemptionClaimed ? "azadolma təmin edilərsə, " : ""
      return "\(paid) \(surplus.decimal) AZN artıq ödənilib və \(condition)geri qaytarıla bilər."
    }
  }

  func unverified(_ source: UnverifiedSource) -> String {
    let what =
      switch source {
      case .line(let act, let article, _, _): "maddə \(article) (\(act))"
      case .discount(let ground, _, _): "“\(ground)” güzəşti"
      case .shareBase: "payın nədən götürülməsi"
      case .severalClaims: "bir neçə tələbin birlikdə hesablanması"
      case .rounding: "yuvarlaqlaşdırma"
      }
    let degree = source.mark == .unverified ? "Yoxlanılmayıb" : "Qismən yoxlanılıb"
    return "\(degree) (\(what)): \(source.citation.azerbaijani)."
  }

  private func name(of act: String) -> String {
    DutyActs.act(for: act).map { "\($0.nameInAzerbaijani) (\(act))" } ?? act
  }

  private func range(of bracket: TariffBracket, above: Money?) -> String {
    switch (above, bracket.upTo) {
    case (let above?, let upTo?): "iddianın qiyməti \(above.decimal) AZN-dən çox, \(upTo.decimal) AZN-dək"
    case (let above?, nil): "iddianın qiyməti \(above.decimal) AZN-dən çox"
    case (nil, let upTo?): "iddianın qiyməti \(upTo.decimal) AZN-dək"
    case (nil, nil): "istənilən iddia qiyməti"
    }
  }

  private func formula(of bracket: TariffBracket) -> String {
    guard let rate = bracket.rate else { return "\(bracket.base.decimal) AZN" }
    return
      "\(bracket.base.decimal) AZN + iddia qiymətinin \(bracket.over.decimal) AZN-dən yuxarı hissəsinin \(rate.decimal) faizi"
  }

  private func exemption(_ ground: String) -> String {
    ExemptionGrounds.all.first { $0.code == ground }.map { " (\($0.nameInAzerbaijani))" } ?? ""
  }
}
