/* What the machine allows: the page cache, libcsv alone and zstd -3 alone, on one thread.

   usage: limits read|scan|libcsv|zstd FILE */
#include <csv.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zstd.h>

enum { BLOCK = 1 << 20 };

static unsigned char block[BLOCK];
static size_t fields, records, quotes;

static void on_field(void *text, size_t length, void *data) {
  (void)text, (void)length, (void)data;
  fields++;
}

static void on_record(int end, void *data) {
  (void)end, (void)data;
  records++;
}

static void compress(ZSTD_CCtx *context, size_t length, ZSTD_EndDirective end) {
  static unsigned char out[1 << 18];
  ZSTD_inBuffer input = {block, length, 0};
  size_t rest;
  do {
    ZSTD_outBuffer output = {out, sizeof out, 0};
    rest = ZSTD_compressStream2(context, &output, &input, end);
    if (ZSTD_isError(rest)) exit(70);
    fields += output.pos;
  } while (end == ZSTD_e_end ? rest != 0 : input.pos != input.size);
}

int main(int count, char **arguments) {
  if (count != 3) return 64;
  const char *kind = arguments[1];
  int file = open(arguments[2], O_RDONLY);
  if (file < 0) return 66;
  struct csv_parser parser;
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI)) return 70;
  ZSTD_CCtx *context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, 3);
  ssize_t length;
  while ((length = read(file, block, BLOCK)) > 0) {
    if (!strcmp(kind, "libcsv")) {
      csv_parse(&parser, block, length, on_field, on_record, NULL);
    } else if (!strcmp(kind, "zstd")) {
      compress(context, length, ZSTD_e_continue);
    } else if (!strcmp(kind, "scan")) {
      /* Quotes and line ends: the least that any reader of CSV must look for. */
      for (ssize_t i = 0; i < length; i++) quotes += block[i] == '"', records += block[i] == '\n';
    }
  }
  if (!strcmp(kind, "libcsv")) csv_fini(&parser, on_field, on_record, NULL);
  if (!strcmp(kind, "zstd")) compress(context, 0, ZSTD_e_end);
  printf("%zu %zu %zu\n", fields, records, quotes);
  return 0;
}
