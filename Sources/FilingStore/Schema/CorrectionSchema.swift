/// What clerks corrected in entries. An entry stays as it was registered; what is shown is the entry with its corrections.
enum CorrectionSchema {
  static let statements = [
    // `participant` is the ordinal of one of the entry's; null where the field is the entry's own. `was` is what stood there
    // until then, null for nothing.
    """
    CREATE TABLE entry_correction (
      event INTEGER PRIMARY KEY REFERENCES event (id),
      entry INTEGER NOT NULL REFERENCES register_entry (id),
      field TEXT NOT NULL,
      participant INTEGER,
      was TEXT,
      value TEXT NOT NULL CHECK (trim(value) <> ''),
      person TEXT NOT NULL CHECK (trim(person) <> ''),
      reason TEXT NOT NULL CHECK (trim(reason) <> ''),
      CHECK ((participant IS NOT NULL) = (field IN ('participant-name', 'participant-role'))),
      CHECK (value IS NOT was)
    ) STRICT;
    CREATE INDEX entry_correction_entry ON entry_correction (entry, event);
    CREATE INDEX entry_correction_case ON entry_correction (value) WHERE field = 'case';
    CREATE TRIGGER entry_correction_event BEFORE INSERT ON entry_correction
      WHEN NOT EXISTS (
        SELECT 1 FROM event v JOIN item i ON i.id = v.item
        WHERE v.id = NEW.event AND v.kind = 'Correction' AND i.entry = NEW.entry)
      BEGIN SELECT RAISE(ABORT, 'a correction is an event of the entry''s item'); END;
    CREATE TRIGGER entry_correction_participant BEFORE INSERT ON entry_correction
      WHEN NEW.participant IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM entry_participant WHERE entry = NEW.entry AND ordinal = NEW.participant)
      BEGIN SELECT RAISE(ABORT, 'what is corrected is a participant of the entry'); END;
    """,
    Migrations.appendOnly("entry_correction"),

    // The case that an entry belongs to, with its corrections.
    """
    CREATE VIEW entry_case AS
      SELECT e.id AS entry, e.court, ifnull((
        SELECT c.value FROM entry_correction c WHERE c.entry = e.id AND c.field = 'case' ORDER BY c.event DESC LIMIT 1),
        e.case_number) AS case_number
      FROM register_entry e;
    """,
  ]
}
