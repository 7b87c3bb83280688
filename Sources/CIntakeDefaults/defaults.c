#include "CIntakeDefaults.h"

static const unsigned char settings[] = {
#embed "defaults/intake.yaml"
};
static const unsigned char courts[] = {
#embed "defaults/courts.yaml"
};
static const unsigned char validation[] = {
#embed "defaults/validation.yaml"
};
static const unsigned char treasury[] = {
#embed "defaults/treasury.yaml"
};
static const unsigned char tariff_before_2021_08[] = {
#embed "defaults/tariffs/before-2021-08.yaml"
};
static const unsigned char tariff_2021_08[] = {
#embed "defaults/tariffs/2021-08.yaml"
};
static const unsigned char issuer_asan_imza[] = {
#embed "defaults/issuers/asan-imza.yaml"
};
static const unsigned char issuer_e_imza[] = {
#embed "defaults/issuers/e-imza.yaml"
};
static const unsigned char issuer_id_card[] = {
#embed "defaults/issuers/id-card.yaml"
};

static const struct intake_default_file files[] = {
    {"intake.yaml", settings, sizeof settings},
    {"courts.yaml", courts, sizeof courts},
    {"validation.yaml", validation, sizeof validation},
    {"treasury.yaml", treasury, sizeof treasury},
    {"tariffs/before-2021-08.yaml", tariff_before_2021_08, sizeof tariff_before_2021_08},
    {"tariffs/2021-08.yaml", tariff_2021_08, sizeof tariff_2021_08},
    {"issuers/asan-imza.yaml", issuer_asan_imza, sizeof issuer_asan_imza},
    {"issuers/e-imza.yaml", issuer_e_imza, sizeof issuer_e_imza},
    {"issuers/id-card.yaml", issuer_id_card, sizeof issuer_id_card},
};

const struct intake_default_file *intake_default_files(void) { return files; }
size_t intake_default_file_count(void) { return sizeof files / sizeof files[0]; }
