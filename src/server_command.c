#include "server_command.h"

#include "server_hub.h"
#include "server_refusal.h"
#include "text_trim.h"

json_value server_command_member(const server_command *c, const char *name) {
    return json_get(json_root(&c->doc), name);
}

const char *server_command_text(server_command *c, const char *name) {
    json_value value = server_command_member(c, name);
    if (json_typeof(value) != JSON_STRING) {
        return "";
    }
    return json_string(value, &c->strings, SERVER_FRAME_LIMIT, NULL);
}

const char *server_command_trimmed(server_command *c, const char *name) {
    const char *text = server_command_text(c, name);
    size_t bytes = 0;
    text = text == NULL ? NULL : text_trim(text, &bytes);
    return text == NULL ? NULL : arena_copy(&c->strings, text, bytes);
}

int64_t server_command_number(const server_command *c, const char *name) {
    int64_t number = 0;
    json_int(server_command_member(c, name), &number);
    return number;
}

bool server_command_flag(const server_command *c, const char *name) {
    return json_typeof(server_command_member(c, name)) == JSON_TRUE;
}

void server_command_refuse(server_command *c, const char *description) {
    server_refuse(c->client, description);
}

void server_command_publish(server_command *c, const char *name,
                            const char *text, const char *more) {
    server_hub_publish_with(c->s, name, c->account->object, text, more);
}
