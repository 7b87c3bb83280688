/* libxmlsec's loop: parse one small package from memory and verify its signature with the key of the certificate inside,
 * again and again. The certificate's chain is not looked at.
 *
 *   cc -O2 peer.c $(pkg-config --cflags --libs xmlsec1-openssl) -o peer && peer xades.xml 5000
 *
 * Prints the processor time of one round in microseconds; ends with 1 when a round does not verify.
 */
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <xmlsec/crypto.h>
#include <xmlsec/xmldsig.h>
#include <xmlsec/xmlsec.h>
#include <xmlsec/xmltree.h>

static int is_verified(const char *text, int length, xmlSecKeysMngrPtr keys) {
  static const xmlChar *ids[] = {BAD_CAST "Id", NULL};
  int verified = 0;
  xmlDocPtr document = xmlReadMemory(text, length, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_HUGE);
  if (document == NULL) return 0;
  xmlSecAddIDs(document, xmlDocGetRootElement(document), ids);
  xmlNodePtr signature = xmlSecFindNode(xmlDocGetRootElement(document), xmlSecNodeSignature, xmlSecDSigNs);
  xmlSecDSigCtxPtr context = xmlSecDSigCtxCreate(keys);
  if (signature != NULL && context != NULL) {
    context->keyInfoReadCtx.flags |= XMLSEC_KEYINFO_FLAGS_X509DATA_DONT_VERIFY_CERTS;
    verified = xmlSecDSigCtxVerify(context, signature) == 0 && context->status == xmlSecDSigStatusSucceeded;
  }
  xmlSecDSigCtxDestroy(context);
  xmlFreeDoc(document);
  return verified;
}

int main(int count, char **arguments) {
  if (count != 3) return 64;
  FILE *file = fopen(arguments[1], "rb");
  static char text[1 << 20];
  if (file == NULL) return 66;
  int length = (int)fread(text, 1, sizeof text, file);
  int rounds = atoi(arguments[2]);
  fclose(file);

  xmlInitParser();
  if (xmlSecInit() < 0 || xmlSecCryptoAppInit(NULL) < 0 || xmlSecCryptoInit() < 0) return 70;
  xmlSecKeysMngrPtr keys = xmlSecKeysMngrCreate();
  if (keys == NULL || xmlSecCryptoAppDefaultKeysMngrInit(keys) < 0) return 70;

  struct timespec start, end;
  for (int round = 0; round < rounds / 10 && is_verified(text, length, keys); round++) continue;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
  for (int round = 0; round < rounds; round++) {
    if (!is_verified(text, length, keys)) {
      puts("not verified");
      return 1;
    }
  }
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
  double seconds = (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9;
  printf("%.2f\n", seconds * 1e6 / rounds);
  return 0;
}
