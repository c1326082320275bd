#include "soak_faults.h"

#include "input_action.h"

#include <stdio.h>
#include <string.h>

enum {
    COLUMNS = 300,
    ROWS = 80,
    EVENTS_A_DRAWING = 200,
    KEYS_AT_ONCE = 8,
    SHORTEST_JUMP_MS = 61 * 1000, /* the demo then says nothing all at once */
    JUMP_MS = 10 * 60 * 1000,
    KEY_NAME_BYTES = 32,
};

static bool has_luck(stage *s, size_t one_in) {
    return stage_random(s, one_in) == 0;
}

/* Anywhere in a greeting, anywhere in an hour, or never. */
static size_t cut_bytes(stage *s) {
    switch (stage_random(s, 4)) {
    case 0: return 1 + stage_random(s, 2000);
    case 1: return 1 + stage_random(s, 200000);
    case 2: return (size_t)1 << stage_random(s, 21);
    default: return 0;
    }
}

static void prepare_connection(stage *s) {
    static const int refusals[] = {403, 429, 500, 503};
    server_faults next = {.cut_after_bytes = cut_bytes(s)};
    if (has_luck(s, 4)) {
        next.fragment_bytes = 1 + stage_random(s, 3000);
    }
    if (has_luck(s, 12)) {
        next.refuse_status = refusals[stage_random(s, 4)];
    }
    if (has_luck(s, 8)) {
        next.http_status = 502;
    }
    next.is_silent = has_luck(s, 40);
    next.is_banned = has_luck(s, 60);
    next.has_too_many = has_luck(s, 60);
    next.drops_whispers = has_luck(s, 5);
    s->wants_cut = next.cut_after_bytes > 0;
    s->is_whole &= !next.is_silent; /* it may be there already */
    server_set_faults(s->server, &next);
}

/* Reserved bits and a reserved opcode, then anything. */
static void send_garbage(stage *s) {
    unsigned char bytes[64] = {0xf7};
    for (size_t i = 1; i < sizeof bytes; i++) {
        bytes[i] = (unsigned char)stage_random(s, 256);
    }
    s->is_whole = false;
    server_send_raw(s->server, bytes, 1 + stage_random(s, sizeof bytes));
}

static void close_all(stage *s) {
    static const int codes[] = {-1, 0, 1000, 1001, 1006, 1011, 4000};
    server_close_all(s->server,
                     codes[stage_random(s, sizeof codes / sizeof *codes)]);
}

/* Nothing is said until the reader gives up. */
static void fall_silent(stage *s) {
    server_set_faults(s->server, &(server_faults){.is_silent = true});
    s->is_whole = false;
}

/* The machine slept. */
static void jump(stage *s) {
    s->now_ms += SHORTEST_JUMP_MS + (int64_t)stage_random(s, JUMP_MS);
}

static void disturb(stage *s) {
    static void (*const disturbances[])(stage *) = {
        send_garbage,
        close_all,
        fall_silent,
        jump,
    };
    disturbances[stage_random(s, sizeof disturbances / sizeof *disturbances)](
        s);
}

void faults_press(stage *s, const char *name) {
    input_key key;
    if (input_key_parse(&key, name)) {
        model_key(&s->model, key, stage_now(s));
    }
}

void faults_type(stage *s, const char *text) {
    for (; *text != '\0'; text++) {
        uint32_t code = *text == '\r' ? INPUT_ENTER : (unsigned char)*text;
        model_key(&s->model, (input_key){code, 0}, stage_now(s));
    }
}

/* One of the keys of some action. */
static void press_any(stage *s) {
    char name[KEY_NAME_BYTES];
    input_action action = 1 + (input_action)stage_random(s, ACTIONS - 1);
    const char *keys = input_action_keys(action);
    if (has_luck(s, 2) && strchr(keys, ' ') != NULL) {
        keys = strchr(keys, ' ') + 1;
    }
    snprintf(name, sizeof name, "%.*s", (int)strcspn(keys, " "), keys);
    faults_press(s, name);
}

static void type_any(stage *s) {
    static const uint32_t codes[] = {
        'a',   'z',    ' ',    '/',    '@',     '>',     0xe9,
        0x301, 0x4e16, 0x200d, 0x202e, 0x1f600, 0x1f1e9, 0x10ffff,
    };
    size_t index = stage_random(s, sizeof codes / sizeof *codes);
    model_key(&s->model, (input_key){codes[index], 0}, stage_now(s));
}

static void say_any(stage *s) {
    static const char *const texts[] = {
        "hello\r",       "/me waves\r",  "/msg quietfern hello\r",
        "/connect\r",    "/help\r",      "/msg grumpy_owl are you there?\r",
        "/disconnect\r", "/close\r",     "/nonsense\r",
        "hello\r",       "/reply yes\r", "> so it is\r",
    };
    faults_press(s, "C-u");
    faults_type(s, texts[stage_random(s, sizeof texts / sizeof *texts)]);
}

static void use_keyboard(stage *s) {
    for (size_t left = stage_random(s, KEYS_AT_ONCE); left > 0; left--) {
        if (has_luck(s, 8)) {
            say_any(s);
        } else if (has_luck(s, 2)) {
            press_any(s);
        } else {
            type_any(s);
        }
    }
}

static void draw_any(stage *s) {
    bool is_tiny = has_luck(s, 8);
    stage_draw(s, 1 + stage_random(s, is_tiny ? 24 : COLUMNS),
               1 + stage_random(s, is_tiny ? 6 : ROWS));
}

void faults_step(faults *f, stage *s) {
    if (s->counts.ends >= f->ends_to_prepare) {
        prepare_connection(s);
        f->ends_to_prepare = s->counts.ends + 1;
    }
    if (s->has_given_up && has_luck(s, 20)) {
        dgg_chat_connect(s->chat);
    }
    if (dgg_chat_is_open(s->chat) && has_luck(s, 200)) {
        disturb(s);
    }
    if (has_luck(s, 5)) {
        use_keyboard(s);
    }
    if (s->counts.events >= f->next_drawing) {
        draw_any(s);
        f->next_drawing = s->counts.events + stage_random(s, EVENTS_A_DRAWING);
    }
}
