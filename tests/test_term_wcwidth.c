/* curses must count columns by our table, not by the C library's. */
#include "test.h"
#include "text_width.h"

#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <wchar.h>

static int width_for_curses(wchar_t character) {
    wchar_t text[] = {character, 0};
    cchar_t cell;
    setcchar(&cell, text, 0, 0, NULL);
    wmove(stdscr, 0, 0);
    wadd_wch(stdscr, &cell);
    return getcurx(stdscr);
}

START_TEST(curses_agrees) {
    setlocale(LC_ALL, "C.UTF-8");
    FILE *output = tmpfile();
    SCREEN *screen = newterm("xterm-256color", output, stdin);
    ck_assert_ptr_nonnull(screen);
    /* the last is unassigned: the C library calls it unprintable */
    static const wchar_t characters[] = {L'a',    0xe9,    0x4e16,
                                         0x1F600, 0x1FAE8, 0x1FAFC};
    for (size_t i = 0; i < sizeof characters / sizeof *characters; i++) {
        ck_assert_int_eq(width_for_curses(characters[i]),
                         text_char_width((uint32_t)characters[i]));
    }
    endwin();
    delscreen(screen);
    fclose(output);
}
END_TEST

START_TEST(the_program_asks_our_table) {
    ck_assert_int_eq(wcwidth(0x1FAFC), 2);
    ck_assert_int_eq(wcwidth(0x301), 0);
    ck_assert_int_eq(wcwidth(0x1b), -1);
    ck_assert_int_eq(wcwidth(0), 0);
}
END_TEST

TEST_MAIN("term_wcwidth", curses_agrees, the_program_asks_our_table)
