#include "server_visit.h"

#include "server_json.h"
#include "server_page.h"

#include <stdio.h>
#include <string.h>

/* A page of letters as long as they may be, each byte of them escaped. */
enum { BODY_BYTES = 16 << 20, HEADERS_BYTES = 4096, ID_BYTES = 13 };

void server_visit_init(server_visit *v, server *s,
                       const server_request *request) {
    *v = (server_visit){
        .s = s, .request = request, .status = 200, .type = "application/json"};
    buffer_init(&v->body, BODY_BYTES);
    buffer_init(&v->headers, HEADERS_BYTES);
    v->json =
        (server_writer){.out = &v->body, .is_old = server_visit_is_old(v)};
}

void server_visit_free(server_visit *v) {
    buffer_free(&v->body);
    buffer_free(&v->headers);
}

bool server_visit_is_old(const server_visit *v) {
    return v->s->web.age != SERVER_SITE_2026;
}

int64_t server_visit_now_ms(const server_visit *v) {
    return dgg_loop_wall_ms(v->s->loop);
}

static void note(server_visit *v, bool is_good) {
    v->json.has_failed = v->json.has_failed || !is_good;
}

void server_visit_add_header(server_visit *v, const char *name,
                             const char *value) {
    note(v, server_json_print(&v->headers, "%s: %s\r\n", name, value));
}

void server_visit_begin_page(server_visit *v, int status) {
    v->status = status;
    v->type = "text/html; charset=utf-8";
}

void server_visit_give_page(server_visit *v, int status) {
    server_visit_begin_page(v, status);
    note(v, server_page_of_status(&v->body, status));
}

static void open_error(server_visit *v, int status, const char *error) {
    v->status = status;
    server_writer_open(&v->json, NULL, '{');
    server_writer_count(&v->json, "code", status);
    server_writer_text(&v->json, "error", error);
}

void server_visit_forbid(server_visit *v) {
    if (v->has_pages) {
        server_visit_give_page(v, 403);
        return;
    }
    open_error(v, 403, "forbidden");
    server_writer_close(&v->json, '}');
}

void server_visit_throw(server_visit *v, const char *error) {
    if (v->has_pages) {
        server_visit_begin_page(v, 500);
        note(v, server_page_of_problem(&v->body, 500, error));
        return;
    }
    char id[ID_BYTES];
    uint64_t any = loop_random(v->s->loop, UINT64_C(1) << 48);
    snprintf(id, sizeof id, "%012llx", (unsigned long long)any);
    open_error(v, 500, error);
    server_writer_text(&v->json, "id", id);
    server_writer_close(&v->json, '}');
}

void server_visit_give_word(server_visit *v, int status, const char *word) {
    v->status = status;
    if (server_visit_is_old(v)) {
        note(v, buffer_append(&v->body, word, strlen(word)));
    } else {
        server_writer_text(&v->json, NULL, word);
    }
}

void server_visit_give_outcome(server_visit *v, bool is_success,
                               const char *message) {
    server_writer_open(&v->json, NULL, '{');
    server_writer_truth(&v->json, "success", is_success);
    server_writer_text(&v->json, "message", message);
    server_writer_close(&v->json, '}');
}

void server_visit_open_envelope(server_visit *v) {
    server_writer_open(&v->json, NULL, '{');
    server_writer_truth(&v->json, "success", true);
    server_writer_text(&v->json, "message", NULL);
}

void server_visit_close_envelope(server_visit *v) {
    server_writer_close(&v->json, '}');
}

void server_visit_redirect(server_visit *v, const char *location) {
    server_visit_add_header(v, "Location", location);
    server_visit_give_page(v, 303);
}
