#include "term_keys.h"

#include "utf8.h"

#include <string.h>

enum {
    ESC = 27,
    SEQUENCE_BYTES = 32, /* longer ones are garbage */
    PARAMETERS = 3,
    X10_MOUSE_BYTES = 6,
    PASTE_PAUSE_MS = 1000,
    KEY_BYTES = 16, /* of one press; more at once come from a paste */
};

typedef struct sequence {
    unsigned parameters[PARAMETERS];
    size_t count;
    char final;
} sequence;

typedef struct named_key {
    unsigned number;
    uint32_t code;
} named_key;

/* CSI number ~ */
static const named_key tilde_keys[] = {
    {1, INPUT_HOME},     {3, INPUT_DELETE},        {4, INPUT_END},
    {5, INPUT_PAGE_UP},  {6, INPUT_PAGE_DOWN},     {7, INPUT_HOME},
    {8, INPUT_END},      {11, INPUT_F0 + 1},       {12, INPUT_F0 + 2},
    {13, INPUT_F0 + 3},  {14, INPUT_F0 + 4},       {15, INPUT_F0 + 5},
    {17, INPUT_F0 + 6},  {18, INPUT_F0 + 7},       {19, INPUT_F0 + 8},
    {20, INPUT_F0 + 9},  {21, INPUT_F0 + 10},      {23, INPUT_F0 + 11},
    {24, INPUT_F0 + 12}, {200, INPUT_PASTE_BEGIN}, {201, INPUT_PASTE_END},
};

/* CSI letter and SS3 letter */
static const named_key letter_keys[] = {
    {'A', INPUT_UP},     {'B', INPUT_DOWN},    {'C', INPUT_RIGHT},
    {'D', INPUT_LEFT},   {'F', INPUT_END},     {'H', INPUT_HOME},
    {'P', INPUT_F0 + 1}, {'Q', INPUT_F0 + 2},  {'R', INPUT_F0 + 3},
    {'S', INPUT_F0 + 4}, {'Z', INPUT_BACKTAB}, {'M', INPUT_ENTER},
};

/* rxvt's arrows with Shift (CSI) and Control (SS3) */
static const named_key rxvt_keys[] = {
    {'a', INPUT_UP},
    {'b', INPUT_DOWN},
    {'c', INPUT_RIGHT},
    {'d', INPUT_LEFT},
};

/* Control bytes that are keys of their own */
static const named_key control_keys[] = {
    {'\t', INPUT_TAB},   {'\n', INPUT_ENTER},    {'\r', INPUT_ENTER},
    {ESC, INPUT_ESCAPE}, {127, INPUT_BACKSPACE},
};

#define FIND(table, number) \
    find(table, sizeof(table) / sizeof *(table), (unsigned)(number))

static uint32_t find(const named_key *table, size_t count, unsigned number) {
    for (size_t i = 0; i < count; i++) {
        if (table[i].number == number) {
            return table[i].code;
        }
    }
    return 0;
}

/* xterm counts modifiers from 1: Shift 1, Alt 2, Control 4, Meta 8. */
static uint8_t modifiers_of(unsigned parameter) {
    unsigned bits = parameter > 0 ? parameter - 1 : 0;
    unsigned modifiers = 0;
    modifiers |= (bits & 1) != 0 ? INPUT_SHIFT : 0;
    modifiers |= (bits & (2 | 8)) != 0 ? INPUT_ALT : 0;
    modifiers |= (bits & 4) != 0 ? INPUT_CONTROL : 0;
    return (uint8_t)modifiers;
}

/* A character by its number, as CSI u and modifyOtherKeys report it. */
static input_key key_from_number(unsigned number, uint8_t modifiers) {
    uint32_t code = FIND(control_keys, number);
    if (code == INPUT_TAB && (modifiers & INPUT_SHIFT) != 0) {
        return (input_key){INPUT_BACKTAB, modifiers & ~INPUT_SHIFT & 0xff};
    }
    if (code != 0) {
        return (input_key){code, modifiers};
    }
    if (number < ' ' || number > 0x10ffff) {
        return (input_key){0, 0};
    }
    if (number < 127) {
        bool is_control = (modifiers & INPUT_CONTROL) != 0;
        bool is_shift = (modifiers & INPUT_SHIFT) != 0;
        if (is_control && number >= 'A' && number <= 'Z') {
            number += 'a' - 'A';
        } else if (!is_control && is_shift && number >= 'a' && number <= 'z') {
            number -= 'a' - 'A';
        }
    }
    return (input_key){number, modifiers & ~INPUT_SHIFT & 0xff};
}

static input_key key_from_tilde(const sequence *s) {
    if (s->count >= 3 && s->parameters[0] == 27) {
        return key_from_number(s->parameters[2],
                               modifiers_of(s->parameters[1]));
    }
    unsigned modifiers = modifiers_of(s->parameters[1]);
    modifiers |= s->final == '$' || s->final == '@' ? INPUT_SHIFT : 0;
    modifiers |= s->final == '^' || s->final == '@' ? INPUT_CONTROL : 0;
    return (input_key){FIND(tilde_keys, s->parameters[0]), (uint8_t)modifiers};
}

static input_key key_from_csi(const sequence *s) {
    switch (s->final) {
    case '~':
    case '^':
    case '$':
    case '@': return key_from_tilde(s);
    case 'u':
        return key_from_number(s->parameters[0],
                               modifiers_of(s->parameters[1]));
    case 'M': return (input_key){0, 0}; /* a mouse report; Enter is SS3 M */
    default: break;
    }
    uint32_t code = FIND(rxvt_keys, s->final);
    if (code != 0) {
        return (input_key){code, INPUT_SHIFT};
    }
    return (input_key){FIND(letter_keys, s->final),
                       modifiers_of(s->parameters[1])};
}

static bool ends_csi(char byte) {
    return (byte >= '@' && byte <= '~') || byte == '$';
}

static void parse_csi(sequence *s, const char *text, size_t bytes) {
    *s = (sequence){.count = 1, .final = text[bytes - 1]};
    for (size_t i = 0; i + 1 < bytes; i++) {
        unsigned *parameter =
            s->count <= PARAMETERS ? &s->parameters[s->count - 1] : NULL;
        if (text[i] == ';') {
            s->count++;
        } else if (parameter != NULL && text[i] >= '0' && text[i] <= '9' &&
                   *parameter < 0x10ffff) {
            *parameter = *parameter * 10 + (unsigned)(text[i] - '0');
        } else if (text[i] == '<' || text[i] == '?' || text[i] == '>') {
            s->final = 0; /* a report, not a key */
            return;
        }
    }
}

/* From here on: each takes the bytes from the start of what it decodes and
 * returns how many make up the key, which may be none (code 0); 0 bytes:
 * unfinished. */

static size_t decode_csi(input_key *key, const char *text, size_t bytes) {
    *key = (input_key){0, 0};
    for (size_t i = 2; i < bytes && i < SEQUENCE_BYTES; i++) {
        if (i == 2 && text[i] == '[') { /* the Linux console's F1 to F5 */
            if (bytes > 3 && text[3] >= 'A' && text[3] <= 'E') {
                key->code = INPUT_F0 + 1 + (uint32_t)(text[3] - 'A');
            }
            return bytes > 3 ? 4 : 0;
        }
        if (i == 2 && text[i] == 'M') { /* X10's: button, column, row follow */
            return bytes < X10_MOUSE_BYTES ? 0 : X10_MOUSE_BYTES;
        }
        if (ends_csi(text[i])) {
            sequence s;
            parse_csi(&s, text + 2, i - 1);
            *key = key_from_csi(&s);
            return i + 1;
        }
        if ((unsigned char)text[i] < ' ' || (unsigned char)text[i] > '~') {
            return i; /* broken off: what follows is no part of it */
        }
    }
    return bytes < SEQUENCE_BYTES ? 0 : SEQUENCE_BYTES;
}

static size_t decode_ss3(input_key *key, const char *text, size_t bytes) {
    if (bytes < 3) {
        return 0;
    }
    uint32_t code = FIND(rxvt_keys, text[2]);
    if (code != 0) {
        *key = (input_key){code, INPUT_CONTROL};
    } else {
        *key = (input_key){FIND(letter_keys, text[2]), 0};
    }
    return 3;
}

static input_key key_from_control(unsigned byte) {
    uint32_t code = FIND(control_keys, byte);
    if (code != 0) {
        return (input_key){code, 0};
    }
    if (byte == 0) {
        return (input_key){' ', INPUT_CONTROL};
    }
    return (input_key){byte + (byte <= 26 ? 'a' - 1 : '@'), INPUT_CONTROL};
}

static size_t utf8_expected(unsigned char lead) {
    if (lead >= 0xf0) {
        return 4;
    }
    if (lead >= 0xe0) {
        return 3;
    }
    return lead >= 0xc2 ? 2 : 1;
}

static bool is_cut_character(const char *text, size_t bytes) {
    if (bytes >= utf8_expected((unsigned char)text[0])) {
        return false;
    }
    for (size_t i = 1; i < bytes; i++) {
        if (((unsigned char)text[i] & 0xc0) != 0x80) {
            return false;
        }
    }
    return true;
}

static size_t decode_character(input_key *key, const char *text, size_t bytes) {
    unsigned char lead = (unsigned char)text[0];
    if (lead < ' ' || lead == 127) {
        *key = key_from_control(lead);
        return 1;
    }
    if (is_cut_character(text, bytes)) {
        return 0;
    }
    bool is_valid;
    uint32_t code;
    size_t count = utf8_decode(text, bytes, &code, &is_valid);
    *key = (input_key){is_valid ? code : 0, 0};
    return count;
}

/* ESC: the start of a sequence, Alt, or the key itself. */
static size_t decode_escape(input_key *key, const char *text, size_t bytes) {
    if (bytes < 2) {
        return 0;
    }
    if (text[1] == '[') {
        return decode_csi(key, text, bytes);
    }
    if (text[1] == 'O') {
        return decode_ss3(key, text, bytes);
    }
    if (text[1] == ESC && (bytes < 3 || (text[2] != '[' && text[2] != 'O'))) {
        *key = (input_key){INPUT_ESCAPE, 0};
        return bytes < 3 ? 0 : 1;
    }
    size_t rest = text[1] == ESC ? (text[2] == '[' ? decode_csi : decode_ss3)(
                                       key, text + 1, bytes - 1)
                                 : decode_character(key, text + 1, bytes - 1);
    key->modifiers |= INPUT_ALT;
    return rest == 0 ? 0 : rest + 1;
}

/* Inside a paste only its end is a command; controls are dropped. */
static size_t decode_pasted(input_key *key, const char *text, size_t bytes) {
    static const char end[] = "\033[201~";
    size_t compared = bytes < sizeof end - 1 ? bytes : sizeof end - 1;
    if (memcmp(text, end, compared) == 0) {
        *key = (input_key){INPUT_PASTE_END, 0};
        return compared < sizeof end - 1 ? 0 : compared;
    }
    size_t count = decode_character(key, text, bytes);
    bool is_kept = key->code == INPUT_TAB || key->code == INPUT_ENTER;
    if (!is_kept && (key->modifiers != 0 || key->code >= INPUT_NAMED)) {
        *key = (input_key){0, 0};
    }
    return count;
}

static size_t decode(const term_keys *k, input_key *key) {
    const char *text = k->bytes + k->first;
    size_t bytes = k->end - k->first;
    *key = (input_key){0, 0};
    if (k->is_pasting) {
        return decode_pasted(key, text, bytes);
    }
    return text[0] == ESC ? decode_escape(key, text, bytes)
                          : decode_character(key, text, bytes);
}

/* Time is up for a sequence that did not go on. Of a long one the letters
 * must not be taken for typing. */
static size_t decide(const term_keys *k, input_key *key) {
    const char *text = k->bytes + k->first;
    size_t bytes = k->end - k->first;
    *key = (input_key){0, 0};
    if (bytes == 2 && (text[1] == '[' || text[1] == 'O')) {
        *key = (input_key){(unsigned char)text[1], INPUT_ALT};
        return 2;
    }
    if (bytes <= 2) {
        key->code = INPUT_ESCAPE;
        return 1;
    }
    return bytes;
}

char *term_keys_room(term_keys *k, size_t *room) {
    memmove(k->bytes, k->bytes + k->first, k->end - k->first);
    k->end -= k->first;
    k->first = 0;
    *room = sizeof k->bytes - k->end;
    return k->bytes + k->end;
}

void term_keys_added(term_keys *k, size_t bytes, int64_t pause_ms) {
    k->end += bytes;
    if (k->is_pasting && pause_ms > PASTE_PAUSE_MS && bytes <= KEY_BYTES) {
        k->has_lost_end = true;
    }
}

bool term_keys_next(term_keys *k, input_key *key, bool is_late) {
    if (k->has_lost_end) {
        k->has_lost_end = false;
        k->is_pasting = false;
        *key = (input_key){INPUT_PASTE_END, 0};
        return true;
    }
    while (k->first < k->end) {
        size_t taken = decode(k, key);
        if (taken == 0 && is_late && term_keys_is_waiting(k)) {
            taken = decide(k, key);
        }
        if (taken == 0) {
            return false;
        }
        k->first += taken;
        if (key->code == INPUT_PASTE_BEGIN || key->code == INPUT_PASTE_END) {
            k->is_pasting = key->code == INPUT_PASTE_BEGIN;
        }
        if (key->code != 0) {
            return true;
        }
    }
    return false;
}

bool term_keys_is_waiting(const term_keys *k) {
    return !k->is_pasting && k->first < k->end && k->bytes[k->first] == ESC;
}
