#include "term_output.h"

#include "fake_tty.h"

#include <poll.h>
#include <string.h>

enum { PIECES = 4000, PIECE_BYTES = 100 };

static void add_piece(const term_output *o, int number) {
    char piece[PIECE_BYTES + 1];
    snprintf(piece, sizeof piece, "%099d\n", number);
    term_output_add(o, piece);
}

static bool is_writable(int fd) {
    struct pollfd ready = {.fd = fd, .events = POLLOUT};
    return poll(&ready, 1, 0) == 1;
}

static term_output opened_on(const tty *p) {
    term_output o;
    struct termios raw = p->modes;
    raw.c_oflag &= ~(tcflag_t)OPOST;
    ck_assert_int_eq(tcsetattr(p->slave, TCSANOW, &raw), 0);
    ck_assert(term_output_open(&o, p->slave));
    return o;
}

/* More than any terminal takes unread. */
static term_output stuck_on(const tty *p) {
    term_output o = opened_on(p);
    for (int i = 0; i < PIECES; i++) {
        add_piece(&o, i);
    }
    ck_assert(!term_output_send(&o));
    ck_assert(o.is_busy);
    return o;
}

static size_t read_some(const tty *p, char *bytes, size_t room) {
    ssize_t count = read(p->master, bytes, room);
    ck_assert_int_gt(count, 0);
    return (size_t)count;
}

START_TEST(sends_what_was_written_in_its_order) {
    FILE *file = tmpfile();
    term_output o;
    ck_assert(term_output_open(&o, fileno(file)));
    term_output_add(&o, "one ");
    term_output_add(&o, "two ");
    ck_assert(term_output_send(&o));
    term_output_add(&o, "three");
    ck_assert(term_output_send(&o));
    ck_assert(term_output_send(&o));
    ck_assert(!o.is_busy);
    char text[64] = "";
    ck_assert_int_eq(pread(fileno(file), text, sizeof text, 0), 13);
    ck_assert_str_eq(text, "one two three");
    term_output_close(&o);
    fclose(file);
}
END_TEST

START_TEST(does_not_wait_for_a_terminal_that_does_not_read) {
    tty p = tty_open();
    term_output o = stuck_on(&p);
    ck_assert(!term_output_send(&o));
    term_output_close(&o);
    tty_close(&p);
}
END_TEST

START_TEST(goes_on_where_the_terminal_stopped) {
    tty p = tty_open();
    term_output o = stuck_on(&p);
    size_t count = 0;
    char *bytes = malloc(PIECES * PIECE_BYTES);
    ck_assert_ptr_nonnull(bytes);
    while (count < PIECES * PIECE_BYTES) {
        count += read_some(&p, bytes + count, PIECES * PIECE_BYTES - count);
        term_output_send(&o);
    }
    ck_assert(!o.is_busy);
    for (int i = 0; i < PIECES; i++) {
        char piece[PIECE_BYTES + 1];
        snprintf(piece, sizeof piece, "%099d\n", i);
        ck_assert_mem_eq(bytes + i * PIECE_BYTES, piece, PIECE_BYTES);
    }
    free(bytes);
    term_output_close(&o);
    tty_close(&p);
}
END_TEST

START_TEST(leaves_the_shared_description_blocking) {
    tty p = tty_open();
    term_output o = opened_on(&p);
    ck_assert_int_eq(fcntl(p.slave, F_GETFL) & O_NONBLOCK, 0);
    ck_assert_int_ne(fcntl(o.fd, F_GETFL) & O_NONBLOCK, 0);
    term_output_close(&o);
    tty_close(&p);
}
END_TEST

START_TEST(drops_what_was_not_taken) {
    tty p = tty_open();
    term_output o = stuck_on(&p);
    term_output_drop(&o);
    ck_assert(!o.is_busy);
    ck_assert(term_output_send(&o));
    char bytes[1 << 16];
    while (!is_writable(o.fd)) {
        read_some(&p, bytes, sizeof bytes);
    }
    term_output_add(&o, "the end");
    ck_assert(term_output_send(&o));
    size_t count = 0;
    while (count < 7 || memcmp(bytes + count - 7, "the end", 7) != 0) {
        count += read_some(&p, bytes + count, sizeof bytes - count);
    }
    term_output_close(&o);
    tty_close(&p);
}
END_TEST

START_TEST(is_done_with_a_terminal_that_is_gone) {
    tty p = tty_open();
    term_output o = stuck_on(&p);
    close(p.master);
    ck_assert(term_output_send(&o));
    ck_assert(!o.is_busy);
    term_output_close(&o);
    close(p.slave);
}
END_TEST

TEST_MAIN("term_output", sends_what_was_written_in_its_order,
          does_not_wait_for_a_terminal_that_does_not_read,
          goes_on_where_the_terminal_stopped,
          leaves_the_shared_description_blocking, drops_what_was_not_taken,
          is_done_with_a_terminal_that_is_gone)
