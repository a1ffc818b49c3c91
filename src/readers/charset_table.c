#include "readers/charset_table.h"

#include <string.h>

#define UTF8 SYN_CHARSET_FORM_UTF8
#define UTF16 SYN_CHARSET_FORM_UTF16
#define UTF32 SYN_CHARSET_FORM_UTF32
#define SINGLE SYN_CHARSET_FORM_SINGLE
#define MULTIPLE SYN_CHARSET_FORM_MULTIPLE
#define EUC_JP SYN_CHARSET_FORM_EUC_JP
#define ISO_2022_JP SYN_CHARSET_FORM_ISO_2022_JP
#define BIG5 SYN_CHARSET_FORM_BIG5
#define NONE SYN_CHARSET_FORM_NONE

/* clang-format off */
static const syn_charset_encoding encodings[] = {
    {"UTF-8", "UTF-8", UTF8, false, "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8"},
    {"IBM866", "IBM866", SINGLE, false, "866 cp866 csibm866 ibm866"},
    {"ISO-8859-2", "ISO-8859-2", SINGLE, false, "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2"},
    {"ISO-8859-3", "ISO-8859-3", SINGLE, false, "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3"},
    {"ISO-8859-4", "ISO-8859-4", SINGLE, false, "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4"},
    {"ISO-8859-5", "ISO-8859-5", SINGLE, false, "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988"},
    {"ISO-8859-6", "ISO-8859-6", SINGLE, false,
     "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 "
     "iso_8859-6 iso_8859-6:1987"},
    {"ISO-8859-7", "ISO-8859-7", SINGLE, false,
     "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek"},
    {"ISO-8859-8", "ISO-8859-8", SINGLE, false,
     "csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 visual"},
    {"ISO-8859-8-I", "ISO-8859-8", SINGLE, false, "csiso88598i iso-8859-8-i logical"},
    {"ISO-8859-10", "ISO-8859-10", SINGLE, false, "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6"},
    {"ISO-8859-13", "ISO-8859-13", SINGLE, false, "iso-8859-13 iso8859-13 iso885913"},
    {"ISO-8859-14", "ISO-8859-14", SINGLE, false, "iso-8859-14 iso8859-14 iso885914"},
    {"ISO-8859-15", "ISO-8859-15", SINGLE, false, "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9"},
    {"ISO-8859-16", "ISO-8859-16", SINGLE, false, "iso-8859-16"},
    {"KOI8-R", "KOI8-R", SINGLE, false, "cskoi8r koi koi8 koi8-r koi8_r"},
    {"KOI8-U", "KOI8-U", SINGLE, false, "koi8-ru koi8-u"},
    {"macintosh", "MACINTOSH", SINGLE, false, "csmacintosh mac macintosh x-mac-roman"},
    {"windows-874", "CP874", SINGLE, false, "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874"},
    {"windows-1250", "CP1250", SINGLE, false, "cp1250 windows-1250 x-cp1250"},
    {"windows-1251", "CP1251", SINGLE, false, "cp1251 windows-1251 x-cp1251"},
    {"windows-1252", "CP1252", SINGLE, false,
     "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 "
     "us-ascii windows-1252 x-cp1252"},
    {"windows-1253", "CP1253", SINGLE, false, "cp1253 windows-1253 x-cp1253"},
    {"windows-1254", "CP1254", SINGLE, false,
     "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 windows-1254 x-cp1254"},
    {"windows-1255", "CP1255", SINGLE, false, "cp1255 windows-1255 x-cp1255"},
    {"windows-1256", "CP1256", SINGLE, false, "cp1256 windows-1256 x-cp1256"},
    {"windows-1257", "CP1257", SINGLE, false, "cp1257 windows-1257 x-cp1257"},
    {"windows-1258", "CP1258", SINGLE, false, "cp1258 windows-1258 x-cp1258"},
    {"x-mac-cyrillic", "MAC-UK", SINGLE, false, "x-mac-cyrillic x-mac-ukrainian"},
    {"GBK", "GB18030", MULTIPLE, false, "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk"},
    {"gb18030", "GB18030", MULTIPLE, false, "gb18030"},
    {"Big5", "BIG5-HKSCS", BIG5, false, "big5 big5-hkscs cn-big5 csbig5 x-x-big5"},
    {"EUC-JP", "EUC-JP-MS", EUC_JP, false, "cseucpkdfmtjapanese euc-jp x-euc-jp"},
    {"ISO-2022-JP", "CP932", ISO_2022_JP, false, "csiso2022jp iso-2022-jp"},
    {"Shift_JIS", "CP932", MULTIPLE, false, "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis"},
    {"EUC-KR", "CP949", MULTIPLE, false,
     "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949"},
    {"replacement", "", NONE, false, "csiso2022kr hz-gb-2312 iso-2022-cn iso-2022-cn-ext iso-2022-kr replacement"},
    {"UTF-16BE", "UTF-16BE", UTF16, false, "unicodefffe utf-16be"},
    {"UTF-16LE", "UTF-16LE", UTF16, false, "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le"},
    {"x-user-defined", "", NONE, false, "x-user-defined"},
    {"UTF-32BE", "UTF-32BE", UTF32, true, "utf-32be"},
    {"UTF-32LE", "UTF-32LE", UTF32, true, "utf-32le"},
    {"EUC-KR", "CP949", MULTIPLE, true, "uhc cp949"},
    {"Shift_JIS", "CP932", MULTIPLE, true, "cp932"},
    {"Johab", "JOHAB", MULTIPLE, true, "johab"},
    {"ISO-2022-KR", "ISO-2022-KR", MULTIPLE, true, "iso-2022-kr"},
    {"ISO-2022-CN", "ISO-2022-CN", MULTIPLE, true, "iso-2022-cn"},
    {"EUC-TW", "EUC-TW", MULTIPLE, true, "euc-tw"},
    {"IBM852", "IBM852", SINGLE, true, "ibm852 cp852"},
    {"IBM855", "IBM855", SINGLE, true, "ibm855 cp855"},
    {"IBM865", "IBM865", SINGLE, true, "ibm865 cp865"},
    {"x-mac-cyrillic", "MAC-UK", SINGLE, true, "mac-cyrillic maccyrillic"},
    {"x-mac-ce", "MAC-CENTRALEUROPE", SINGLE, true, "mac-centraleurope"},
    {"VISCII", "VISCII", SINGLE, true, "viscii"},
};
/* clang-format on */

static bool has_label(const syn_charset_encoding *encoding, syn_text label) {
  for (const char *at = encoding->labels; *at != '\0';) {
    size_t size = strcspn(at, " ");
    if (syn_text_equal_ascii_case(label, (syn_text){at, size})) return true;
    at += size + strspn(at + size, " ");
  }
  return false;
}

static syn_text trim_spaces(syn_text text) {
  while (text.size > 0 && strchr(" \t\n\f\r", text.data[0]) != NULL && text.data[0] != '\0') {
    text.data++;
    text.size--;
  }
  while (text.size > 0 && strchr(" \t\n\f\r", text.data[text.size - 1]) != NULL && text.data[text.size - 1] != '\0') text.size--;
  return text;
}

const syn_charset_encoding *syn_charset_find(syn_text label, bool with_guesses) {
  label = trim_spaces(label);
  if (label.size == 0) return NULL;
  /* a guess beyond the standard comes first: there "iso-2022-kr" has a meaning */
  for (int guesses = with_guesses ? 1 : 0; guesses >= 0; guesses--) {
    for (size_t i = 0; i < sizeof(encodings) / sizeof(encodings[0]); i++) {
      if (encodings[i].is_guess_only == (guesses == 1) && has_label(&encodings[i], label)) return &encodings[i];
    }
  }
  return NULL;
}

const syn_charset_encoding *syn_charset_encodings(size_t *out_count) {
  *out_count = sizeof(encodings) / sizeof(encodings[0]);
  return encodings;
}
