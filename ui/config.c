#include "config.h"

#include "model_words.h"

#include <string.h>

enum { KEY_BYTES = 64, SENTENCE_BYTES = 256 };

static const char blanks[] = " \t\r";

static const char *const names[CONFIG_KEYS] = {
    [CONFIG_TOKEN_COMMAND] = "token_command",
    [CONFIG_SESSION_COMMAND] = "session_command",
};

static char *trim(char *text) {
    text += strspn(text, blanks);
    size_t bytes = strlen(text);
    while (bytes > 0 && strchr(blanks, text[bytes - 1]) != NULL) {
        bytes--;
    }
    text[bytes] = '\0';
    return text;
}

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

/* How many letters have to be put in, left out or replaced to make one of the
 * other; what is longer than a key may be is cut. */
static size_t distance(const char *a, const char *b) {
    size_t row[KEY_BYTES];
    size_t a_bytes = strnlen(a, KEY_BYTES - 1);
    size_t b_bytes = strnlen(b, KEY_BYTES - 1);
    for (size_t i = 0; i <= b_bytes; i++) {
        row[i] = i;
    }
    for (size_t i = 0; i < a_bytes; i++) {
        size_t diagonal = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < b_bytes; j++) {
            size_t replaced = diagonal + (a[i] != b[j]);
            diagonal = row[j + 1];
            row[j + 1] = smaller(replaced, smaller(row[j], diagonal) + 1);
        }
    }
    return row[b_bytes];
}

static config_key nearest(const char *name) {
    config_key best = 0;
    for (config_key key = 1; key < CONFIG_KEYS; key++) {
        if (distance(name, names[key]) < distance(name, names[best])) {
            best = key;
        }
    }
    return best;
}

/* CONFIG_KEYS: there is none of that name. */
static config_key find(const char *name) {
    config_key key = 0;
    while (key < CONFIG_KEYS && strcmp(names[key], name) != 0) {
        key++;
    }
    return key;
}

/* One line that says something. False: `sentence` says what is wrong. */
static bool take_line(config *c, char *line, char *sentence) {
    char *equals = strchr(line, '=');
    if (equals == NULL) {
        words_format(sentence, SENTENCE_BYTES,
                     "This line is not \"key = value\".");
        return false;
    }
    *equals = '\0';
    const char *name = trim(line);
    config_key key = find(name);
    if (key == CONFIG_KEYS) {
        words_format(sentence, SENTENCE_BYTES,
                     "There is no key \"%.64s\"; the nearest is %s.", name,
                     names[nearest(name)]);
        return false;
    }
    c->values[key] = trim(equals + 1);
    return true;
}

void config_read(config *c, char *text, config_warn warn, void *user) {
    *c = (config){0};
    char *rest = text;
    for (unsigned number = 1; rest != NULL; number++) {
        char *line = rest;
        rest = strchr(line, '\n');
        if (rest != NULL) {
            *rest++ = '\0';
        }
        line = trim(line);
        char sentence[SENTENCE_BYTES];
        if (*line != '\0' && *line != '#' && !take_line(c, line, sentence)) {
            warn(user, number, sentence);
        }
    }
}

const char *config_key_name(config_key key) {
    return names[key];
}

/* Takes the quotes out of the word that begins here and ends it. Returns what
 * follows; NULL: a quote is left open. */
static char *end_word(char *word) {
    bool is_quoted = false;
    char *out = word;
    for (; *word != '\0' && (is_quoted || strchr(blanks, *word) == NULL);
         word++) {
        if (*word == '"') {
            is_quoted = !is_quoted;
        } else {
            *out++ = *word;
        }
    }
    char *rest = *word != '\0' ? word + 1 : word;
    *out = '\0';
    return is_quoted ? NULL : rest;
}

size_t config_split(char *command, char **words, size_t room) {
    size_t count = 0;
    char *rest = command + strspn(command, blanks);
    while (*rest != '\0') {
        if (count + 1 >= room) {
            return 0;
        }
        words[count++] = rest;
        rest = end_word(rest);
        if (rest == NULL) {
            return 0;
        }
        rest += strspn(rest, blanks);
    }
    words[count] = NULL;
    return count;
}
