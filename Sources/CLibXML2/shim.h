#ifndef COURT_INTAKE_CLIBXML2_SHIM_H
#define COURT_INTAKE_CLIBXML2_SHIM_H

// Debian builds libxml2 with ICU, whose headers clash with the ICU inside
// Foundation. Nothing here needs that part of the interface.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>

#endif
