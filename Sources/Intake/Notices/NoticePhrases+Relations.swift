import Filing

extension NoticePhrases {
  /// What stands before the number of an earlier filing.
  func label(of relation: FilingRelation.Kind) -> String {
    switch (relation, language) {
    case (.corrects, .azerbaijani): "Düzəldir"
    case (.corrects, .english): "Corrects"
    case (.replaces, .azerbaijani): "Əvəz edir"
    case (.replaces, .english): "Replaces"
    case (.supplements, .azerbaijani): "Tamamlayır"
    case (.supplements, .english): "Supplements"
    case (.withdraws, .azerbaijani): "Geri götürür"
    case (.withdraws, .english): "Withdraws"
    }
  }
}
