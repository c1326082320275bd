#include "input_command.h"

#include "text_fold.h"
#include "utf8.h"

#include <stdbool.h>
#include <string.h>

/* The names of a command, each ended by a NUL, the last by two. */
static const struct {
    const char *names;
    const char *usage;
    const char *help;
} commands[COMMANDS] = {
#define COMMAND_ENTRY(command, names, usage, help) \
    [command] = {names "\0", usage, help},
    INPUT_COMMAND_LIST(COMMAND_ENTRY)
#undef COMMAND_ENTRY
};

static bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9');
}

static const char *skip_spaces(const char *text) {
    return text + strspn(text, " ");
}

/* Copies the word at `text` and returns what follows it. */
static const char *take_word(char word[COMMAND_WORD_BYTES], const char *text) {
    size_t bytes = strcspn(text, " ");
    size_t kept = utf8_cut(text, bytes, COMMAND_WORD_BYTES - 1);
    memcpy(word, text, kept);
    word[kept] = '\0';
    return text + bytes;
}

static input_command find(const char *name) {
    for (int i = COMMAND_UNKNOWN + 1; i < COMMANDS; i++) {
        const char *known = commands[i].names;
        for (; *known != '\0'; known += strlen(known) + 1) {
            if (text_compare(known, name) == 0) {
                return (input_command)i;
            }
        }
    }
    return COMMAND_UNKNOWN;
}

static size_t smallest(size_t a, size_t b, size_t c) {
    size_t least = a < b ? a : b;
    return least < c ? least : c;
}

static bool is_same_letter(char a, char b) {
    return text_compare_start(&a, &b, 1) == 0;
}

/* Levenshtein's distance, ignoring case; one row of his table at a time. */
static size_t distance(const char *a, const char *b) {
    size_t row[COMMAND_WORD_BYTES];
    size_t width = strnlen(b, COMMAND_WORD_BYTES - 1);
    for (size_t j = 0; j <= width; j++) {
        row[j] = j;
    }
    for (size_t i = 0; a[i] != '\0'; i++) {
        size_t diagonal = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < width; j++) {
            size_t change = is_same_letter(a[i], b[j]) ? 0 : 1;
            size_t best =
                smallest(diagonal + change, row[j] + 1, row[j + 1] + 1);
            diagonal = row[j + 1];
            row[j + 1] = best;
        }
    }
    return row[width];
}

void input_parse(input_parsed *parsed, const char *typed) {
    *parsed = (input_parsed){.command = COMMAND_TEXT};
    if (typed[0] == '/' && typed[1] == '/') {
        parsed->text = typed + 1;
        return;
    }
    if (typed[0] != '/' || !is_letter_or_digit(typed[1])) {
        parsed->text = skip_spaces(typed);
        return;
    }
    const char *rest = take_word(parsed->name, typed + 1);
    if (text_compare(parsed->name, "me") == 0) {
        parsed->text = typed;
        return;
    }
    parsed->command = find(parsed->name);
    rest = take_word(parsed->nick, skip_spaces(rest));
    parsed->text = skip_spaces(rest);
}

const char *input_command_nearest(const char *name) {
    const char *nearest = commands[COMMAND_UNKNOWN + 1].names;
    size_t least = distance(name, nearest);
    for (int i = COMMAND_UNKNOWN + 1; i < COMMANDS; i++) {
        const char *known = commands[i].names;
        for (; *known != '\0'; known += strlen(known) + 1) {
            size_t here = distance(name, known);
            if (here < least) {
                least = here;
                nearest = known;
            }
        }
    }
    return nearest;
}

const char *input_command_usage(input_command command) {
    return command < COMMANDS ? commands[command].usage : NULL;
}

const char *input_command_help(input_command command) {
    return command < COMMANDS ? commands[command].help : NULL;
}
