#include "form.h"

#include "url.h"

#include <stdlib.h>
#include <string.h>

bool form_add(buffer *form, const char *name, const char *value) {
    size_t room = strlen(value) * 3 + 1;
    char *escaped = malloc(room);
    bool is_added = escaped != NULL && url_escape(escaped, room, value) &&
                    (form->used == 0 || buffer_append(form, "&", 1)) &&
                    buffer_append(form, name, strlen(name)) &&
                    buffer_append(form, "=", 1) &&
                    buffer_append(form, escaped, strlen(escaped));
    free(escaped);
    return is_added;
}
